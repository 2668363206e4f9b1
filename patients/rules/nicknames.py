"""Short forms of given names: who is looked for as Bill may be on record as William. Pure data and two questions to it.

Each line is a name with what people make of it in the languages that a program in the United States hears most. The table is
the project's own, of facts that anybody may know; it claims no completeness, and a name may stand in several lines. All folded
(`care.lib.text.fold`).
"""

from functools import cache

_LINES = """
aaron: ron ronnie
abigail: abby abbie gail
abraham: abe bram
adelaide: addie heidi
adrian: ade
agnes: aggie nessa
albert: al bert bertie
alberto: beto berto al
alejandra: ale alex sandra jandra
alejandro: alex ale jandro
aleksandr: sasha alex shura
aleksandra: sasha alex shura
alexander: alex al lex xander sandy zander alec
alexandra: alex sandra lexi lexie sandy alexa
alexei: alyosha lyosha
alexis: lexi alex lexie
alfonso: poncho fonso fonsi
alfred: al fred freddie alf
alfredo: fredo fred alfie
alice: ali allie
allison: ali allie
alvin: al vin
amanda: mandy manda
amelia: amy millie mel
anastasia: nastya stacy ana stasia
andrea: andi drea
andrew: andy drew
andres: andi andy
andre: dre
angel: angelito
angela: angie angela
angelica: angie gela
anita: ani nita
anna: annie ann anya
anne: annie nan nancy
antonia: toni toña tona
antonio: tony toño tono nino
anthony: tony ant
anton: tony
armando: mando
arthur: art artie
arturo: art turo
augustus: gus
barbara: barb babs barbie bobbie
bartholomew: bart
beatrice: bea trixie bee
beatriz: bea betty
benito: beni beno
benjamin: ben benny benji
bernadette: bernie detta
bernard: bernie barney
bernice: bernie bunny
brenda: bren
bradley: brad
bridget: bridie biddy
brittany: britt
caleb: cal
calvin: cal
cameron: cam
camila: cami mila
carlos: carlitos charlie
carmen: carmencita mela
caroline: carrie caro carol lina
carolina: caro carol lina
cassandra: cass cassie sandra
catalina: cata lina
catherine: cathy cate kate katie kathy kay kit kitty cat
cecilia: ceci cece celia cissy
charlene: charlie char
charles: charlie chuck chas chaz chip
charlotte: charlie lottie char
chester: chet
christian: chris
christina: chris chrissy tina christie kris
christine: chris chrissy tina christie
christopher: chris kit topher
clarence: clay
clifford: cliff
clara: clarita
concepcion: concha conchita chita
consuelo: chelo
constance: connie
cornelius: neil corny
corazon: cora
courtney: court
cristina: cris tina
crystal: cris
curtis: curt
cynthia: cindy cyndi
daniel: dan danny
daniela: dani
danielle: dani elle
darlene: dar
david: dave davey davy
deborah: deb debbie debra
debra: deb debbie
delores: dee lola
denise: dee denny niecy
dennis: denny den
desmond: des
diana: di didi
diego: dieguito
dmitri: dima mitya
dominic: dom nick nicky
dominique: nikki
dolores: lola loli lolita dee
donald: don donnie donny
donna: dee
dorothy: dot dottie dolly dory
douglas: doug
dwayne: dewey
edgar: ed gar
edith: edie
eduardo: lalo edu eddie ed
edward: ed eddie ted teddy ned
edwin: ed eddie win
efrain: effie
eileen: leeny
elaine: lainie
eleanor: ellie nell nellie nora lenora ella
elena: lena lenita
elias: eli
elijah: eli
elizabeth: liz lizzie beth betty betsy eliza libby lisa bess ellie lizbeth
ellen: nell nellie ellie
emilio: milo emi
emily: em emmy millie
emmanuel: manny manu
enrique: quique kike rick henry
erica: ricki
erin: rin
ernest: ernie
ernesto: neto ernie
esmeralda: esme mera
esperanza: espe lancha
esteban: teban steve stevie
esther: essie
ethan: eth
eugene: gene
evangeline: eva evie angie
evelyn: evie eve lyn
ezekiel: zeke
fatima: tima
felicia: fel licia
felipe: pipe feli
fernando: fer nando ferni
florence: flo florrie flossie
frances: fran frannie francie
francis: frank fran frankie
francisca: paca paquita pancha
francisco: paco pancho frank cisco kiko curro
franklin: frank frankie
frederick: fred freddie rick fritz
gabriel: gabe gabi
gabriela: gabi gaby
gabrielle: gabby elle
gary: gaz
genevieve: gen viv jenny
geoffrey: geoff jeff
george: georgie
georgia: georgie
gerald: jerry gerry
gerardo: lalo gera jerry
gertrude: trudy gertie
gilbert: gil bert
gilberto: beto gil
gloria: glo
gregory: greg gregg
gregorio: goyo greg
grace: gracie
graciela: chela grace
guadalupe: lupe lupita
guillermo: memo guille willy
gustavo: gus tavo
gwendolyn: gwen wendy
harold: harry hal
harriet: hattie harry
harrison: harry
hector: tito
helen: nell nellie lena ella
henry: hank harry hal
herbert: herb bert herbie
heriberto: beto
hilda: hildy
howard: howie
hubert: hugh bert
humberto: beto
ibrahim: ibra
ignacio: nacho iggy
isaac: ike zac
isabel: isa bel izzy chabela belle
isabella: bella izzy isa belle
isaiah: ike zay
isidro: chilo
ivan: vanya
jackson: jack
jacob: jake jay cob
jacqueline: jackie jacqui
jaime: jimmy
jamal: mal
james: jim jimmy jamie jay jem
janet: jan
janice: jan
jason: jay jase
javier: javi
jeanette: jean nettie
jeffrey: jeff
jennifer: jen jenny jenn
jeremiah: jerry jem
jeremy: jerry jem
jerome: jerry rome
jessica: jess jessie
jesse: jess
jesus: chuy chucho
joaquin: quino
joan: joanie
joanna: jo annie
jocelyn: joss
john: johnny jack jon
jonathan: jon john johnny nathan
jorge: george coque
jose: pepe che joe cheo
josefa: pepa pepita
josefina: fina josie pepa
joseph: joe joey jo
josephine: jo josie jojo
joshua: josh
joyce: joy
juan: juancho johnny john
juana: juanita
judith: judy jude
julia: julie jules
julian: jules
juliana: julie jules ana
julio: julito
justin: jus
karen: kari
katherine: kate katie kathy kat kay kit kitty kath kathie
kathleen: kathy kath kate kay katie
katrina: trina kat
kayla: kay
kendrick: ken rick
kenneth: ken kenny
kevin: kev
kimberly: kim kimmy
kristen: kris krissy
kristina: kris tina krissy
lauren: laurie ren
laura: laurie lori
lawrence: larry laurie
leah: lee
leland: lee
leonard: leo len lenny
leonardo: leo
leopoldo: polo
leroy: roy lee
leslie: les
leticia: lety leti tish
lewis: lew
lillian: lil lilly lily
lincoln: linc
linda: lindy
lindsay: lin
lorena: lore
lorraine: lori rainy
louis: lou louie
louise: lou lulu
lourdes: lulu
lucille: lucy lu
lucia: lucy chia
luis: lucho lou
lydia: liddy
mackenzie: mac kenzie
madeline: maddie maddy
magdalena: magda lena malena
malcolm: mal
manuel: manny manolo manu
marcela: chela marce
marcus: marc mark
margaret: maggie meg peggy marge margie greta daisy rita peg madge
margarita: rita mago margo
maria: mari mary mia
mariana: mari ana
maribel: mari bel
maricela: mari chela
marilyn: mary lyn
mario: mayito
marisol: mari sol
marjorie: marge margie
martha: marty mattie
martin: marty
mary: molly polly mae mamie
matilda: tilda tillie mattie
matthew: matt matty
maureen: mo reenie
mauricio: mau
maximilian: max
melanie: mel
melinda: mindy mel linda
melissa: mel missy lissa
mercedes: meche mercy merche
michael: mike mikey mick mickey mitch
michelle: shelly mickey chelle
miguel: mike migue miguelito
mikhail: misha
mildred: millie
miranda: randi mira
miriam: miri mimi
mitchell: mitch
mohammed: mo moe
monica: moni
monique: mo nikki
muhammad: mo moe
nancy: nan
natalia: natasha nata talia nat
natalie: nat
natasha: tasha nat
nathan: nate nat
nathaniel: nate nat nathan than
nelson: nel
nicholas: nick nicky nico cole klaus
nicolas: nico nick
nicole: nikki nicky cole
nikolai: kolya nick
norman: norm
octavio: tavi tavo
oliver: ollie
olivia: liv livvy ollie
orlando: lando
oscar: oz
pablo: pablito
pamela: pam
patience: pat
patrice: pat
patricia: pat patty tricia trish patsy paty
patrick: pat paddy rick
paul: paulie
paula: pau
pauline: polly
pedro: pete perico
penelope: penny nell
percival: percy
peter: pete
philip: phil pip
phillip: phil pip
phyllis: phyl
phoebe: bee
priscilla: cilla pris
prudence: pru
quentin: quin
rachel: rae shelly
rafael: rafa rafi
ralph: ralphie
ramon: moncho mon
ramona: mona
randall: randy
randolph: randy
raquel: kela
raul: rulo
raymond: ray
raymundo: mundo ray
rebecca: becky becca
refugio: cuca cuco
reginald: reg reggie
renee: ren
ricardo: rico ricky rick richie cardo
richard: rick dick rich richie ricky
rigoberto: beto rigo
robert: bob bobby rob robbie bert
roberta: bobbie robbie berta
roberto: beto robert bob
rodney: rod
rodolfo: fito rudy
rodrigo: rigo
roger: rodge
rogelio: roy
roland: rollie
ronald: ron ronnie
rosa: rosie rosita
rosalie: rose rosie
rosario: charo chayo
rosemary: rose rosie
roxanne: roxy
ruben: rube
rudolph: rudy
russell: russ rusty
ruth: ruthie
salvador: sal chava
samantha: sam sammy
samuel: sam sammy
sandra: sandy
sarah: sally sadie
santiago: santi chago yago
saul: saulito
sebastian: seb bas sebas
selena: lena
sergio: checo serge
shannon: shan
sharon: shari
shirley: shirl
sidney: sid
silvia: sil
solomon: sol
soledad: sole sol chole
sofia: sofi
sonia: sunny
sophia: sophie
spencer: spence
stanley: stan
stefan: stef
stephanie: steph stevie
stephen: steve stevie steph
steven: steve stevie
stuart: stu
susan: sue susie suzy
susanna: sue susie
suzanne: sue suzy
svetlana: sveta lana
sylvia: syl sylvie
tabitha: tabby
tamara: tammy tam
tatiana: tanya tati
teresa: tere terry tess
terrence: terry
terence: terry
thaddeus: tad
theodora: thea dora
theodore: ted teddy theo
theresa: terry tess tessie tracy
thomas: tom tommy
tiffany: tiff
timothy: tim timmy
tobias: toby
tomas: tom tommy tomasito
tyrone: ty
valeria: vale val
valerie: val
vanessa: nessa van
veronica: roni vero ronnie
vernon: vern
victor: vic vico
victoria: vicky tori vic
vincent: vince vinny vin
vicente: chente vince
virginia: ginny ginger
vivian: viv
vladimir: vova volodya vlad
walter: walt wally
warren: ren
wendell: del wen
wesley: wes
wilfredo: fredo willie will
wilhelmina: mina willa billie
willard: will
william: bill billy will willie willy liam
wilma: willie
winifred: winnie freddie
winston: win
xavier: xavi zave
xiomara: xio mara
yekaterina: katya katia
yesenia: yesi jessie
yevgeny: zhenya
yolanda: yoli yola
yvonne: vonnie
zachary: zach zack zac
zacharias: zach zack
"""


@cache
def _lines() -> dict[str, frozenset[str]]:
    """For each word the lines in which it stands, as one set of words."""
    found: dict[str, set[str]] = {}
    for line in _LINES.strip().splitlines():
        name, _, short = line.replace("ñ", "n").partition(":")
        words = {name.strip(), *short.split()}
        for word in words:
            found.setdefault(word, set()).update(words)
    return {word: frozenset(words - {word}) for word, words in found.items()}


def other_forms(word: str) -> frozenset[str]:
    """What else somebody may be called who is called by this folded word: 'bill' gives 'william', 'will' and their like."""
    return _lines().get(word, frozenset())


def are_forms_of_one_name(one: str, other: str) -> bool:
    """Whether two folded words can be one given name: 'bill' and 'william', 'kate' and 'kathy'."""
    return other in other_forms(one)
