"""Words that tell nothing of a paper.

First the function words: scikit-learn's list, which it has from the Glasgow Information Retrieval Group, without its
odd nouns and verbs ("bill", "cry", "fire", "system"). It is copied because importing scikit-learn costs more CPU than
the rest of this package together. Then the boilerplate of abstracts in any field. No word of a subject belongs here.
"""

_FUNCTION_WORDS = """
    a about above across after afterwards again against all almost alone along already also although always am among
    amongst an and another any anyhow anyone anything anyway anywhere are around as at back be became because become
    becomes becoming been before beforehand behind being below beside besides between beyond both but by can cannot
    cant could couldn't did do does doesn't doing don't done down due during each eg eight either else elsewhere
    enough et etc even ever every everyone everything everywhere except few first five for former formerly found four
    from full further furthermore get gets getting give given gives go had has have having he hence her here hereafter
    hereby herein hereupon hers herself him himself his how however i ie if in indeed instead into is isn't it it's
    its itself just keep last latter latterly least less let like made make makes making many may me meanwhile might
    mine more moreover most mostly much must my myself namely neither never nevertheless next nine no nobody none nor
    not nothing now nowhere of off often on once one ones only onto or other others otherwise our ours ourselves out
    over own part per perhaps please put quite rather re really same second see seem seemed seeming seems seven
    several she should show since six so some somehow someone something sometime sometimes somewhere still such take
    taken takes taking ten than that the their them themselves then thence there thereafter thereby therefore therein
    thereupon these they third this those though three through throughout thru thus to together too toward towards two
    under unless unlike until up upon us use used useful uses using utilise utilised utilising utilize utilized
    utilizes utilizing various vary varying very via vs was way ways we well were what whatever when whence whenever
    where whereafter whereas whereby wherein whereupon wherever whether which while whither who whoever whole whom
    whose why will with within without would yet you your yours yourself yourselves
"""

_BOILERPLATE = """
    abilities ability able abstract achieve achieved achieves achieving acquire actual actually additional
    additionally address addressed addresses addressing aim aims allow allowing allows analyse analysis analyze
    analyzing applicable application applications applied apply applying approach approaches area areas arise arises
    aspect aspects assess attempt author authors available based become believe benefit benefits best better broad
    broader capable carefully case cases certain challenge challenges challenging chance changes clear clearly com
    combine combined combines combining common commonly compare compared comparing comparison complete comprehensive
    comprehensively concept conduct conducted consider considered considering consist consistently consists
    contemporary contrast contribute contribution contributions corresponding critical critically crucial current
    currently deal define defined demonstrate demonstrated demonstrates demonstrating depend depends describe
    described describes design designed designing despite detail detailed details determine develop developed
    developing development difference differences different difficult discuss distinct draw due easily easy effect
    effective effectively effectiveness effects effort efforts emerge emerged emerging empirical empirically employ
    employed employing employs enable enables enabling encourage end ensure ensuring especially essential establish
    evidence examine example examples exhibit exhibits exist existing exists expect experiment experimental
    experiments explore explored exploring extend extended extending extensive extensively facilitate fail fails far
    final finally find finding findings flawed focus focuses follow following form forms formulate framework
    frameworks fully fundamental generally github goal goals good great greatly hand handle help helps highlight
    highlights highly holds http https idea ideas identified identify ii iii illustrate impact implement implementation
    implications importance important importantly improve improved improvement improvements improves improving include
    includes including incorporate incorporates incorporating increase increased increases increasing increasingly
    inherent insight insights inspired integrate integrates integrating interest interesting introduce introduced
    introduces introducing intuitive investigate involve involves involving issue issues known lack lacks largely lead
    leading leads leverage leverages leveraging like likely limit limitation limitations limited linked literature
    main mainly maintain maintaining maintains major manner method methodology methods mitigate mitigates mitigating
    modest motivated multiple necessary need needed needs new notably novel number numerous observe observed obtain
    obtained obtains occur offer offers open operate order org outcome outcomes outperform outperformed outperforming
    outperforms overall page paper papers paradigm particular particularly perform performance performed performs
    perspective perspectives popular pose poses possibility possible potential potentially powerful precisely present
    presented presenting presents prevalent previous previously primarily prior problem problems produce produced
    produces prominent promise promising proper properly propose proposed proposes proposing prove proven proves
    provide provided provides providing publicly purpose question questions range rapid reach reasonable receive
    recent recently recognize reduce reduced reduces reducing refer reflect regarding relate related relates release
    released relies rely relying remain remains remarkable remarkably report reported reports require required
    requires research resolve respect respectively result resulting results reveal reveals rise scenario scenarios
    scheme seek serve serves setting settings severe severely showing shown shows significance significant
    significantly similar simple simply simultaneously solution solutions solve solving specific specifically
    specified strength strong studied studies study studying substantial substantially successful successfully suffer
    suffers suggest suggests suitable superior support supports tackle tackles tackling task tasks technique
    techniques terms thorough today topic traditional traditionally treat treated true try turn type types typical
    typically understand understanding unique usage usually validate valuable variety verify version view viewed wide
    widely work works www yield yielding yields
"""

_SIGNS = """
    的 了 是 在 和 与 與 及 或 也 而 且 之 其 于 於 们 們 我 这 這 那 它 该 該 并 將 将 把 被 从 從 对 對 为 為 는 를 을
"""
"""Function words of scripts that put no spaces between words: a phrase ends at each of them, as at "of"."""

STOP_WORDS = frozenset((_FUNCTION_WORDS + _BOILERPLATE + _SIGNS).split())

_NO_ADVERBS = frozenset(
    "anomaly assembly butterfly costly family friendly likely monopoly multiply supply unfriendly".split()
)


def adverb(word: str) -> bool:
    """Tell whether a word is an adverb of manner ("surprisingly"): part of a phrase at times, never a reason alone."""
    return len(word) > 5 and word.endswith("ly") and word.lower() not in _NO_ADVERBS and " " not in word
