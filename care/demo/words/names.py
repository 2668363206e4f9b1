"""Names for people. Given names come in three lists, by the pronouns that they are most often given with here."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SHE = _words("""
Ada Adela Aisha Alba Alma Amina Ana Anita Asha Audrey Beatriz Bernice Bette Bianca Bree Camila Carla Carmen Cecilia Celia
Charlene Clara Colleen Coral Dalia Daphne Darlene Delia Denise Dolores Doreen Edith Elena Elisa Elsie Esther Eva Farah Fatima
Fern Flor Frances Gail Georgia Gina Gloria Grace Greta Hana Hazel Helena Ilse Imani Ines Irene Iris Isabel Ivonne Jada Janine
Jasmin Joan Josefa Joyce Judith June Kalila Karin Keisha Lale Lan Latoya Laura Leila Lena Leticia Lidia Lina Lois Lorena Lucille
Luz Mabel Magda Mai Maja Mara Marcela Margit Maribel Marta Maureen Maxine Mei Mercedes Mina Mira Miriam Monique Nadia Nan Nell
Nia Nilda Noor Norma Odette Olga Opal Paloma Patrice Paula Pearl Perla Petra Phyllis Pilar Ramona Reina Rhonda Rina Rocio Rosa
Roxanne Ruth Sabine Salma Sana Sandra Selma Shanice Shirin Silvia Soledad Sonja Stella Svea Tamika Tansy Tess Thea Thuy Tilda
Tonya Valeria Vera Vivian Wanda Willa Xiomara Yara Yesenia Yolanda Zainab Zoe
""")

HE = _words("""
Abel Adil Ahmed Alan Albert Alfredo Alvin Amadou Andre Angelo Anton Armando Arturo Aurelio Barry Basil Benito Bernard Bilal
Boris Brendan Bruno Calvin Carlos Cedric Cesar Chester Clarence Clifford Conrad Cornell Curtis Cyrus Damon Darnell Davi Delroy
Derek Desmond Dev Dinh Dominic Duane Dwayne Earl Eddie Efrain Eli Emeka Emilio Enzo Erik Ernesto Errol Esteban Ezra Felix Fidel
Floyd Francisco Gael Garrett Gaspar Gene Gerald Gilbert Glenn Gordon Gus Harlan Hector Henrik Herman Hugo Ian Ibrahim Idris
Ignacio Isaac Ivan Jabari Jamal Jerome Jesse Jonas Jorge Julio Kareem Keith Kendrick Kenji Khalid Kofi Kurt Lamar Lars Leon
Leroy Lester Lionel Lloyd Luca Lucio Malik Manuel Marco Marcus Mateo Mauricio Milan Moses Nabil Neil Nelson Nestor Nicolas Nigel
Norman Octavio Omar Orlando Oscar Otis Owen Pablo Pedro Percy Peter Quincy Rafael Ramon Raul Reggie Rene Ricardo Rodney Roland
Rufus Ruben Salvador Samir Saul Sergio Seth Simon Stefan Sven Tariq Terrence Theo Tomas Trevor Tyrone Umar Vernon Victor Vince
Walter Wendell Wilfredo Willis Xavier Yusuf Zane
""")

THEY = _words("""
Alex Ari Ash Avery Bay Blair Blue Callum Cam Casey Cedar Charlie Corey Dakota Dale Dana Devon Drew Eden Ellis Emery Fern Finley
Frankie Gale Gray Harley Hollis Indigo Jamie Jess Jo Jules June Kai Kit Lane Lee Leslie Lou Marlowe Max Micah Morgan Nico Nova
Oakley Parker Pat Phoenix Quinn Ray Reed Reese Remy Rio River Robin Rory Rowan Sage Sam Sasha Scout Shay Sky Sol Spencer Stevie
Sydney Tatum Toby Val Wren
""")

FAMILY = _words("""
Abara Abbott Acosta Addo Aguilar Akers Albright Aldana Alvarado Amari Anand Ansah Araujo Arden Arsenault Ashby Atkins Avila Aziz
Bagley Baird Banks Baptiste Barlow Barros Basso Batista Bauer Beaulieu Bello Benoit Berg Bhatt Birch Blaine Boateng Bolduc
Bonilla Booker Borges Botha Bouchard Bowden Boyd Brandt Brennan Briggs Brito Brodeur Bui Burgos Burke Cabral Calder Camacho
Campos Cantor Cardoso Carrion Carver Castillo Cavanaugh Chau Chavez Cisneros Clay Cobb Colby Coleman Colon Comeau Conley Correa
Costa Couto Crane Cruz Cyr Dalton Danso Darcy Dawes Decker Delgado Demir Desai Diallo Dias Dixon Dogan Dominguez Donahue Doyle
Drake Duarte Dube Duong Easton Eaton Echols Edmonds Ellery Emond Engel Escobar Espinal Estrada Fagan Farhadi Farias Faulkner
Ferreira Ferris Field Finch Fiore Flynn Fontes Ford Foster Franco Frost Fuentes Gagnon Galindo Gallo Garza Gates Gaudet Gibbs
Gill Giron Glover Gomes Gordon Gould Grady Grant Greene Griffin Grove Guerrero Guzman Haddad Hale Hanley Harlow Hassan Hayes
Healy Hendry Herrera Hill Hobbs Holt Horvath Huang Hyde Ibarra Ibekwe Ingram Ito Iverson Jansen Jarvis Jimenez Joseph Joyner
Kamara Karimi Kato Keane Keller Kemp Khan Kirby Klein Knox Koch Kovac Kruger Lachance Lam Landry Lavoie Lawson Leal Leblanc
Leone Levesque Lindqvist Lloyd Lopes Lowell Lucero Lund Lyons Macedo Machado Mahoney Mallory Mangual Marin Marsh Martel Mattos
Mbeki McBride McCrae McKay Medeiros Mejia Melendez Mensah Mercado Merrill Michaud Mills Miranda Moniz Monroe Montes Morales
Moreau Morse Moss Mota Moya Mulligan Munoz Nadeau Nakamura Nassif Navarro Neal Neves Nolan Novak Nunes Oakes Obi Ocampo Odom
Okafor Oliveira Orlov Ortiz Osborne Pacheco Padilla Paquette Pardo Park Patel Paz Pelletier Pereira Perez Petrov Pham Pike
Pimentel Pires Plante Ponce Porter Pratt Quiles Quinn Qureshi Rahman Ramos Reid Renaud Resende Reyes Rhodes Ribeiro Rios Rivas
Robichaud Rojas Rosario Roth Rowe Roy Salas Sanborn Santos Sato Savoie Sawyer Sayeed Schmitt Sears Serrano Shah Shea Siddiq
Silva Sloan Soares Solis Soto Sousa Spence Stark Stern Stokes Suarez Sutter Swann Talbot Tanaka Tavares Teklu Thibault Thorne
Tobin Toro Torres Tran Trejo Truong Tucker Urena Valdez Vance Vargas Vega Velez Ventura Vickers Viera Villa Vo Wade Walsh Ward
Watts Weaver Webb Weeks West Whitaker Wilder Winters Wolfe Wood Wu Wyatt Xiong Yates Yeager York Yost Zamora Zapata Zayas Zeller
Zhang
""")

# Short forms that somebody may go by; whoever is given a name that is not here may choose another name of the lists above.
SHORT = {
    "Abel": "Abe", "Albert": "Al", "Alfredo": "Fredo", "Alvin": "Al", "Ana": "Nana", "Andre": "Dre", "Anton": "Tony",
    "Armando": "Mando", "Beatriz": "Bea", "Bernard": "Bernie", "Bernice": "Bernie", "Camila": "Cami", "Cecilia": "Ceci",
    "Charlene": "Charlie", "Clifford": "Cliff", "Clarence": "Clay", "Darlene": "Dar", "Desmond": "Des", "Dolores": "Lola",
    "Dominic": "Nick", "Edith": "Edie", "Efrain": "Effie", "Elena": "Lena", "Emilio": "Milo", "Ernesto": "Neto",
    "Esteban": "Stevie", "Esther": "Essie", "Fatima": "Tima", "Frances": "Fran", "Francisco": "Paco", "Georgia": "Georgie",
    "Gerald": "Jerry", "Gilbert": "Gil", "Gloria": "Glo", "Hector": "Tito", "Ignacio": "Nacho", "Isaac": "Ike",
    "Isabel": "Isa", "Jerome": "Rome", "Josefa": "Pepa", "Judith": "Judy", "Kendrick": "Ken", "Leticia": "Lety",
    "Lorena": "Lore", "Lucille": "Lucy", "Manuel": "Manny", "Marcela": "Chela", "Maribel": "Mari", "Mercedes": "Meche",
    "Miriam": "Miri", "Monique": "Mo", "Nelson": "Nel", "Nicolas": "Nico", "Octavio": "Tavi", "Orlando": "Lando",
    "Patrice": "Pat", "Rafael": "Rafa", "Ramona": "Mona", "Reggie": "Reg", "Ricardo": "Rico", "Rosa": "Rosie",
    "Salvador": "Sal", "Samir": "Sam", "Sandra": "Sandy", "Soledad": "Sole", "Stefan": "Stef", "Terrence": "Terry",
    "Tomas": "Tom", "Valeria": "Vale", "Victor": "Vic", "Vivian": "Viv", "Walter": "Walt", "Wendell": "Del",
    "Wilfredo": "Willie", "Xiomara": "Xio", "Yesenia": "Yesi", "Yolanda": "Yoli",
}  # fmt: skip
