"""Small tools without domain words: identifiers, dates, text keys, paging. No models."""
