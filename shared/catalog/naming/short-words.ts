/**
 * Words of up to five letters that stand in schemas as they are. Longer ones are judged by their letters: an
 * abbreviation is seldom longer than five, and a whole word seldom as poor in vowels as one.
 */
export const SHORT_WORDS: ReadonlySet<string> = new Set(
  `a abort about above acct act add adult after age agent ago air album alert all alley alpha alt amount an and
  angle app apply area arm army art as asset at atom audio audit aunt award axis baby back bad bag ball band bank
  bar base basic batch bath bed beer begin best beta big bike bill bin bird birth black block blog blood blue
  board boat body bond bonus book boot born boss both box boy brand bread break brief brown build bulk bus buy by
  cache call camp can cap car card care cargo case cash cause cd cell chain chair chart chat check chef chess chief
  child city civil claim class clean clerk click clock close cloth cloud club co coach coal coast coat code coin
  cold color copy core cost count court cover craft crew crime crop cross crowd curl cut cycle dad daily dance dark
  data date day dead deal death debt deck deep delay dept depth desk diet dish disk dock docs dog done door dose
  draft draw dress drink drive drop drug dry due duty each early earth east edge edit eight email empty end enemy
  enter entry equal error event exam exit extra eye face fact fail fair fall false farm fast fax fee feed feet few
  field fight file fill film final fine fire firm first fish fit five fix flag flat fleet floor flow fly food foot
  for force form found four frame free from front fruit fuel full fund gain game gap gas gate gauge gender giant
  gift girl give glass goal goods got grade grain grand grant graph grass gray great green grid gross group grow
  guard guest guide gun gym hair half hall hand has hash hat head heart heat help hero hide high hill hit hold hole
  home horse host hotel hour house how human hurt i id idea if in index info input into ip is island isbn item its
  jan job join judge jump jury just keep key kids kill kind king knee lab label lake land lane large last late law
  lead lease left legal length lens level life light like limit line link list live load loan local lock log logo long
  look loss lost lot low luck lunch mail main major make male man map march mark mass match math max may me meal
  mean meat media men menu metal meter mid mile milk mill min mine minor mode model money month moon more most motor
  mount mouse movie much music must my name nav near neck need net new news next night nine no node none noon norm
  north nose not note null nurse of off offer old on once one only onto open or oral order other our out outer over
  own owner pack page paid pain pair panel paper par park part party pass past path pay peak peer pen per pet phase
  phone photo piano piece pin pitch place plan plane plant plate play plot point poll pool poor pop port post pound
  power pre press price pride prime print prior prize proof pub pull pulse push put quest queue quick quota race
  rack radio rail rain raise rank rate ratio raw reach read ready real rear red ref rent reply reset rest rice rich
  ride right ring rise risk river road rock role roll roof room root rough round route row royal rule run rural
  sale salt same sat save scale scan scene scope score seal sea seat see self sell send serum set seven sex shade
  shape share sheet shelf shell shift ship shirt shoe shop short shot show side sight sign silk site six size skill
  skin sky slot slow small smart smoke snow so soap soft soil sold solo some son song soon sort soul sound south
  space span speed spend spent split sport spot staff stage stamp stand star start state stay steel stem step stick
  still stock stone stop store storm story strip study style sub such sugar suit sum sun super sure sweet swim
  table tag take tale talk tall tank tape task taste tax tea teach team tech teeth tell ten term test text than the
  theme then third this three throw time tip title to today toll tone tool top topic total touch tour tower town
  toy track trade train trend trial trip truck true trust truth try turn twin two type under union unit until up
  upper urban url use used user vague valid value van venue via video view visa visit vital voice void vote wage
  wait walk wall want war ward water wave way weak wear web week went west what wheel when white who whole why wide
  width wife wild will win wind wine wing wire wise with wood word work world worth year yes yet you young zero zip
  zone`.split(/\s+/),
);
