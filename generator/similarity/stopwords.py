"""Words that tell nothing of a paper.

First the function words: scikit-learn's list, which it has from the Glasgow Information Retrieval Group, without its odd
nouns and verbs ("bill", "cry", "fire", "system"). It is copied because importing scikit-learn costs more CPU than the rest of
this package together. Then the boilerplate of abstracts in any field. No word of the corpus' own subjects belongs here.
"""

STOP_WORDS = frozenset(
    """
    a about above across after afterwards again against all almost alone along already also although always am among
    amongst an and another any anyhow anyone anything anyway anywhere are around as at back be became because become
    becomes becoming been before beforehand behind being below beside besides between beyond both but by can cannot cant
    could couldn't did do does doesn't doing don't done down due during each eg eight either else elsewhere enough et etc
    even ever every everyone everything everywhere except few first five for former formerly found four from full
    further furthermore get gets getting give given gives go had has have having he hence her here hereafter hereby
    herein hereupon hers herself him himself his how however i ie if in indeed instead into is isn't it its it's itself
    just keep last latter latterly least less let like made make makes making many may me meanwhile might mine more
    moreover most mostly much must my myself namely neither never nevertheless next nine no nobody none nor not nothing
    now nowhere of off often on once one ones only onto or other others otherwise our ours ourselves out over own part
    per perhaps please put quite rather re really s same second see seem seemed seeming seems seven several she should
    show since six so some somehow someone something sometime sometimes somewhere still such t take taken takes taking ten
    than that the their them themselves then thence there thereafter thereby therefore therein thereupon these they
    third this those though three through throughout thru thus to together too toward towards two under unless
    unlike until up upon us use used useful uses using utilise utilised utilising utilize utilized utilizing utilizes
    vary varying various very via vs was way ways we well were what whatever when whence whenever where whereafter whereas
    whereby wherein whereupon wherever whether which while whither who whoever whole whom whose why will with within
    without would yet you your yours yourself yourselves zero
    able abstract achieve achieved achieves achieving across actual actually additional additionally address addressed
    addresses addressing aim aims allow allowing allows analyse analysis analyze analyzing approach approaches available
    based believe better best case cases certain common commonly compare compared comparing comparison consider
    considered considering consistently contrast contribute contribution contributions crucial current currently
    demonstrate demonstrated demonstrates demonstrating despite develop developed developing development different
    difficult discuss easily effective effectively effectiveness effort efforts empirical empirically enable enables enabling
    ensure ensuring especially establish evaluate evaluated evaluating evaluation evidence examine example examples
    existing experiment experimental experiments explore explored exploring extensive finally find finding findings focus
    focuses following framework frameworks fully general generally good great greatly help helps high higher highly
    identify identified impact important importance importantly improve improved improvement improvements improves
    improving include includes including increase increased increases increasing increasingly insight insights
    introduce introduced introduces introducing investigate issue issues key known large largely lead leading leads
    leverage leverages leveraging limit limitation limitations limited literature low lower main mainly major method
    methods methodology need needed needs new notably novel number numerous observe observed offer offers outperform
    outperforming outperforms outperformed overall paper papers particular particularly perform performance performed
    performs popular possible potential potentially practical practice present presented presenting presents previous
    previously primarily prior problem problems promising proper properly propose proposed proposes proposing prove proven
    proves provide provided provides providing range recent recently reduce reduced reduces reducing related remain remains
    require required requires research result results resulting reveal reveals role setting settings shown showing shows
    significant significantly similar simple simply single small solution solutions solve solving specific specifically
    standard state strong study studies studied studying substantial substantially success successful successfully suggest
    suggests superior task tasks technique techniques term terms today traditional type types typically
    understand understanding unique usually validate variety wide widely work works
    code github http https org com www available release released publicly open-source project page
    """.split()
)
