"""What the people of the demo said back about their medicines, by the sheet: clear, in both languages, and what was unclear."""

# By sheet: in English, in Spanish, what was unclear.
SAID: dict[str, tuple[str, str, str]] = {
    "methadone": (
        "Once a day, here. No beer with it, and my sister knows where the spray is. Three days away and I see the doctor first.",
        "Una vez al día, aquí. Sin cerveza, y mi hermana sabe dónde está el spray. Si falto tres días, primero veo al médico.",
        "After how many missed days to see the prescriber before the dose.",
    ),
    "buprenorphine": (
        "Under my tongue till it is gone, then rinse, and the brush waits an hour. In a lock box, because of the kids.",
        "Debajo de la lengua hasta que se acabe, enjuago, y espero una hora para cepillarme. Con llave, por los niños.",
        "What to do after a week without it.",
    ),
    "buprenorphine-weekly": (
        "Every Tuesday, two days early or late is fine. If I am later than that I call, I do not wait a week.",
        "Cada martes, dos días antes o después está bien. Si tardo más, llamo, no espero otra semana.",
        "That nothing strong for pain is stopped because of it.",
    ),
    "buprenorphine-monthly": (
        "Once a month in the belly. It works all month, so I have nothing at home. I tell every doctor.",
        "Una vez al mes en el vientre. Funciona todo el mes, así no tengo nada en casa. Se lo digo a cada médico.",
        "When the next one is due at the earliest.",
    ),
    "naltrexone": (
        "One pill each morning. If I used anything I do not take it, I call. What I used before could kill me now.",
        "Una pastilla cada mañana. Si consumí algo no la tomo, llamo. Lo de antes ahora podría matarme.",
        "Why it must be stopped before an operation.",
    ),
    "naltrexone-injection": (
        "Every four weeks, other side each time. Near the end it wears off, and that is when it is dangerous.",
        "Cada cuatro semanas, cada vez el otro lado. Hacia el final se va el efecto, y ahí está el peligro.",
        "That the block gets weaker before the next shot.",
    ),
    "acamprosate": (
        "Two pills with each meal, whole. If I drink I keep going and say so.",
        "Dos pastillas tres veces al día, enteras. Si bebo, sigo y lo digo.",
        "What the kidneys have to do with it.",
    ),
    "disulfiram": (
        "Not a drop, not even cough syrup, and two weeks after I stop as well.",
        "Ni una gota, ni jarabe, y tampoco dos semanas después de dejarla.",
        "That the reaction can come two weeks after the last pill.",
    ),
    "naloxone": (
        "Call 911, one spray, breathe for him, other side after three minutes. It can wear off, so I stay.",
        "Llamo al 911, un spray, ayudo a respirar, el otro lado después de tres minutos. Puede acabarse, así que me quedo.",
        "When to give the next spray.",
    ),
    "gabapentin": (
        "Three times a day, and I say it to whoever gives me something to sleep.",
        "Tres veces al día, y lo digo a quien me dé algo para dormir.",
        "Why it does not go with sleeping pills.",
    ),
    "topiramate": (
        "Morning and night. If my side hurts I call the same day.",
        "Mañana y noche. Si me duele el costado, llamo el mismo día.",
        "What it could do to a pregnancy.",
    ),
}
