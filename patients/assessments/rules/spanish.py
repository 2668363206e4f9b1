"""What the bands of scores are called in Spanish, for what patients read. Staff read English. Pure."""

from collections.abc import Mapping

BANDS: Mapping[str, str] = {
    "None": "Ninguno",
    "One day or more": "Un día o más",
    "Zone I: low risk": "Zona I: riesgo bajo",
    "Zone II: brief advice": "Zona II: consejo breve",
    "Zone III: brief counseling": "Zona III: consejería breve",
    "Zone IV: refer for diagnosis and treatment": "Zona IV: derivar para diagnóstico y tratamiento",
    "Below the cut-off": "Por debajo del punto de corte",
    "At or above the cut-off": "En el punto de corte o por encima",
    "Some use": "Algo de consumo",
    "Below 12": "Menos de 12",
    "12 or more": "12 o más",
    "12 or less": "12 o menos",
    "Above 12": "Más de 12",
    "Building": "En crecimiento",
    "Goes with lasting remission": "Va con una remisión duradera",
    "Mild": "Leve",
    "Moderate": "Moderado",
    "Severe": "Grave",
    "None or minimal": "Ninguno o mínimo",
    "Moderately severe": "Moderadamente grave",
    "Below 8": "Menos de 8",
    "Strong": "Fuerte",
    "None found": "No se encontró",
    "Low": "Bajo",
    "High": "Alto",
    "Intermediate": "Intermedio",
    "Substantial": "Considerable",
    "Once or more": "Una vez o más",
    "No disorder": "Sin trastorno",
    "GAD-7 next": "Sigue el GAD-7",
    "No need found": "No se encontró necesidad",
    "Need": "Necesidad",
    "Below 11": "Menos de 11",
    "11 or more": "11 o más",
    "Lower risk": "Riesgo más bajo",
    "Higher risk": "Riesgo más alto",
    "PHQ-9 next": "Sigue el PHQ-9",
    "None in 3 months": "Nada en 3 meses",
    "Problem use: talk about it": "Consumo con problemas: hablemos de ello",
}
DECLINED = "prefiere no decirlo"


def band_for_person(label: str, language: str) -> str:
    """A band in the language of whoever reads of themselves; as it was kept where there are no words for it."""
    return BANDS.get(label, label) if language == "es" else label
