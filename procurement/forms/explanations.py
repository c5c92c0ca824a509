"""What each parameter means, in plain Dutch: what it is, an example, and what happens when it stays empty."""

EXPLANATIONS = {
    "gemeente": "Voor welke gemeente u rekent. Bijvoorbeeld: Haarlem. Het inwonertal telt alleen als een tarief ervan afhangt. Leeg: er wordt "
    "voor geen bepaalde gemeente gerekend.",
    "naam": "Een korte naam waaraan u deze berekening herkent. Bijvoorbeeld: ‘Ruim, met indexatie’. De naam staat boven de uitkomst en in de "
    "link. Leeg: het scenario heeft geen naam.",
    "inwoners": "Sommige tarieven hangen af van het aantal inwoners. Vul alleen iets in als u met een ander aantal wilt rekenen, bijvoorbeeld "
    "170.000. Leeg: het aantal van het CBS voor uw gemeente.",
    "aanbod": "Welk aanbod u naast elkaar wilt zien. Bijvoorbeeld alleen Buurtgezinnen en Home-Start. Een offerte kunt u apart aanvinken. Niets "
    "aangevinkt: alles.",
    "startjaar": "Het eerste kalenderjaar van het contract. Bijvoorbeeld 2027: het contract begint dan op 1 januari 2027. Leeg: volgend jaar.",
    "jaren": "Hoeveel jaren het contract duurt. Bijvoorbeeld 4: dan ziet u vier jaren en hun som. Leeg: 4 jaar.",
    "koppelingen": "Hoeveel gezinnen elk jaar een nieuwe steungever krijgen. Bijvoorbeeld 10, of 10,12,8 voor het eerste, tweede en derde jaar. Het "
    "laatste getal geldt ook voor de jaren daarna. Leeg: 10 per jaar.",
    "lopend": "Koppelingen die al liepen voordat het contract begon. Bijvoorbeeld 2:10,3:4. Dan zijn bij de start 10 koppelingen in hun tweede "
    "jaar en 4 in hun derde. Leeg: er loopt nog niets.",
    "uurkosten": "Wat een coördinator per contractuur kost, met alles erbij: loon, opslagen en overhead. Vraag dit na bij de organisatie die de "
    "coördinator in dienst heeft. Bijvoorbeeld 68,50. Leeg: € 75,00. Dat is een aanname, afgeleid uit de offerte aan Haarlem.",
    "uurloon": "Het loon per uur dat op de loonstrook staat, zonder opslagen. Bijvoorbeeld 25,00. Leeg: er wordt niets opgebouwd; dan tellen de "
    "uurkosten hierboven.",
    "opslagen": "Wat de werkgever boven op het loon betaalt: vakantiegeld, pensioen en sociale lasten. Bijvoorbeeld 35: € 25,00 loon wordt € "
    "33,75. Leeg kan niet als u een uurloon invult: geen bron noemt een percentage.",
    "overhead": "De kosten om het werk heen: huisvesting, ICT, administratie en leiding. Bijvoorbeeld 20: € 33,75 wordt € 40,50. Leeg kan niet "
    "als u een uurloon invult: geen bron noemt een percentage.",
    "uurbasis": "Contracturen zijn de uren in het contract van de coördinator, dus ook vakantie en ziekte. Gewerkte uren zijn de uren die "
    "overblijven. Een gewerkt uur kost meer: de vrije uren moeten erin worden terugverdiend. Standaard: contracturen.",
    "productief": "Hoeveel uren per jaar iemand met een volle baan echt werkt. Bijvoorbeeld 1.400 van de 1.872 contracturen. Leeg: 1.363. Dat is "
    "het cijfer van het Rijk over 2023, en hier een aanname.",
    "uurmarge": "Hoe onzeker de uurkosten zijn. Bijvoorbeeld 20: de uurkosten kunnen 20% hoger of lager uitvallen. De kosten zelf veranderen er "
    "niet door, alleen de tabel die laat zien waar de uitkomst van afhangt. Leeg: 20%, als aanname.",
    "weken": "Sommige tarieven noemen uren per week. Die uren tellen zo vaak per jaar als u hier invult. Bijvoorbeeld 46 als u vakantieweken "
    "niet meetelt. Leeg: 52, want uurkosten zijn hier per contractuur.",
    "reeks": "Hoeveel prijzen of lonen in eerdere jaren echt zijn gestegen, volgens een gepubliceerde reeks. Bijvoorbeeld het prijscijfer van "
    "het CBS. De reeks telt alleen voor jaren na het prijspeil; voor jaren die er niet in staan, geldt de verwachte indexatie. Leeg: "
    "geen reeks.",
    "index": "Met hoeveel procent bedragen en uurkosten naar verwachting elk jaar stijgen. Bijvoorbeeld 2,5. Staat een jaar in de reeks die u "
    "kiest, dan telt voor dat jaar de reeks. Leeg: 0%, dus geen stijging.",
    "prijspeil": "Het jaar waarvan de bedragen zijn. Bijvoorbeeld 2020: dan worden bedragen vanaf 2020 verhoogd met de indexatie. Dit geldt alleen "
    "voor tarieven die zelf geen jaar noemen; per aanbod kunt u een ander jaar kiezen. Leeg: het eerste contractjaar.",
    "betaler": "Wie de kosten draagt: de gemeente, de uitvoerder of een fonds. Kies bijvoorbeeld alleen ‘gemeente’ om te zien wat op uw eigen "
    "rekening komt. Vergelijk dat niet tussen soorten aanbod: de ene rekent alles, de andere een deel. Niets aangevinkt: alle "
    "betalers samen.",
    "btw": "Een proef: wat kost het als er btw bij komt op onderdelen waarvan niemand dat zegt? Bijvoorbeeld 21. Leeg: geen btw.",
    "disconto": "Een euro over drie jaar is minder waard dan nu. Met dit percentage worden latere jaren teruggerekend naar het eerste jaar. "
    "Bijvoorbeeld 2,25. Leeg: de contante waarde wordt niet getoond.",
    "afronding": "MeeleefGezin betaalt u per module die is afgerond. Bijvoorbeeld MG-M1:100,MG-M2:90,MG-M3:80: van alle gestarte koppelingen rondt "
    "90% de tweede module af en 80% de derde. Leeg: alles wordt afgerond.",
    "lezing": "Soms is een bron op meer manieren te lezen. U kiest hier met welke lezing u rekent. Bijvoorbeeld: 16 uur per week of 16 uur per "
    "jaar. Niets gekozen: de lezing die het beste bij de bronnen past.",
    "duur": "Hoeveel jaren één koppeling duurt. Bijvoorbeeld 2: wie in 2027 start, kost ook in 2028 nog begeleiding. Niets gekozen: de duur "
    "die bij het tarief staat.",
    "gedeelde_uren": "Bij SOS delen Steunouder en Samen Oplopen één coördinator. Bijvoorbeeld 20 uur per week. Vraag deze uren na. Leeg: de kosten "
    "van SOS zijn onbekend.",
    "budget": "Wat u te besteden hebt. Bijvoorbeeld 60.000. U ziet dan hoeveel nieuwe koppelingen per jaar daarbinnen passen. Leeg: dat wordt "
    "niet uitgerekend.",
    "budgetvorm": "Of uw budget voor elk jaar apart geldt, of voor het hele contract. Bijvoorbeeld € 60.000 per jaar, of € 240.000 voor vier jaar. "
    "Per jaar telt het duurste jaar. Zonder budget doet deze keuze niets.",
    "trajectprijs": "Wat één traject van zwaardere hulp u kost. Bijvoorbeeld 12.500. U ziet dan hoeveel trajecten even duur zijn als dit aanbod. Of "
    "zulke trajecten uitblijven, staat in geen bron. Leeg: dat wordt niet uitgerekend.",
    "gezinnen": "Hoeveel gezinnen u elk jaar wilt helpen, per doelgroep en leeftijd. Tel elk gezin één keer. Bijvoorbeeld 4 gezinnen met een "
    "verslaafde ouder en kinderen van 5 tot en met 17 jaar. Geen aantal: u ziet alleen of het aanbod de groep dekt. Geen leeftijd: 0 tot en "
    "met 17 jaar, allemaal. Leeg: er is geen opgave.",
    "aantal": "Hoeveel nieuwe koppelingen per jaar elk aanbod krijgt als u er meer tegelijk inkoopt. Bijvoorbeeld 15 bij Buurtgezinnen en 10 bij "
    "Steunouder, of 10,12,8 voor het eerste, tweede en derde jaar. Leeg: er is geen mix.",
    "zoekmix": "Laat het portaal uitrekenen met welk aanbod de opgave het minst kost. Bijvoorbeeld bij "
    "20 gezinnen per jaar. Het rekent alleen met bekende prijzen en kiest niet voor u. Leeg: er wordt niet gezocht.",
    "zekerheid": "Alleen zekere dekking: het aanbod noemt de doelgroep met zoveel woorden, voor alle leeftijden van de regel. Ook onder voorwaarde: "
    "een aanbieder kan dan nee zeggen, bijvoorbeeld bij te zware problemen. Wat niet is genoemd of waar bronnen verschillen, telt nooit mee. "
    "Leeg: alleen zeker.",
    "zoekdoel": "Met uitloop tellen ook de kosten na het contract, voor koppelingen die dan nog lopen. Alleen de contractjaren: aanbod dat pas later "
    "betaald wordt, bijvoorbeeld per afgeronde module, lijkt dan goedkoper. Leeg: met uitloop.",
    "naast": "Andere scenario's die u met dit scenario vergelijkt, hoogstens twee. Ze reizen mee in de link. Bijvoorbeeld hetzelfde aanbod met "
    "hogere uurkosten. Leeg: er is één scenario.",
    "peildatum": "Het portaal bewaart hoe de gegevens op eerdere dagen waren. Kies bijvoorbeeld de dag van uw vorige advies om dat na te rekenen. "
    "Leeg: de gegevens van nu.",
}
