"""Where real input lies that none of us made and the project does not keep: beside the repository, or where CARE_DATA says."""

import os
from pathlib import Path

from django.conf import settings

BESIDE = Path(os.environ.get("CARE_DATA") or settings.BASE_DIR.parent / "shared" / "data")
SYNTHEA, CTN0094, QUESTIONNAIRES = (BESIDE / name for name in ("synthea", "ctn0094", "questionnaires"))
