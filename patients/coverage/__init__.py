"""Coverage and insurance navigation: who pays, what they said, what they were asked, what they declined, what else helps."""
