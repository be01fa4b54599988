import { stem } from './words.ts';

/** Words that questions about data are made of: none of them is taken for a misspelt value or a part of one. */
const WORDS = `
  a about above across after again against ago all along also always am among amount an and annual any anyone
  anything are around as ask at available average away back be became because become been before began begin
  behind being below best better between big bigger biggest both bought bottom break breakdown brought build but
  buy by calculate came can cannot cheap cheaper cheapest come compare compared comparison contain could count
  create created current currently daily date day days deal decrease delay describe did differ difference different
  display distinct do does done down during each earlier earliest early earn either else end entire equal even ever
  every exact exactly except exist expensive fall far fast few fewer fewest figure find first follow following for
  found from full gave generate get give given go good got great greater greatest group grow growth had half has
  have having he held help her here high higher highest him his hold how however i if in include including increase
  into is it its just keep kind know known large larger largest last late later latest latter least leave left less
  let like list live long longer longest look lot low lower lowest made main make many march matter max maximum may
  me mean median member mention min minimum missing month monthly more most mostly much must my name named names
  near need never new newest next no nobody none nor not nothing now number numbers of off often old older oldest
  on once one ones only open or other others our out outside over overall own pair part past pay people per percent
  percentage period place placed please popular possible previous price prior provide purchase put quarter question
  quite rank ranked ranking rate rather ratio received recent recently record records remain report result return
  rise row rows run said same say second see sell sent separate separately serve several share she ship shipped
  short shorter shortest should show side since single size slow small smaller smallest so sold some somebody
  someone something sort sorted spend spent split stand start still such sum summary supply table take tell ten
  than thank that the their them then there these they thing third this those though three through time times to
  today together told too took top total totals toward trend try turn two type under unique until up upon us use
  used usual value values versus very via want was way we week weekly well went were what whatever when where
  whether which while who whole whom whose why will with within without word work worst worth would year yearly
  years yes yesterday yet you young younger youngest your
`;

const QUESTION_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/).map(stem));

/** Whether a stem is one of the words that questions are made of. */
export const isQuestionWord = (word: string) => QUESTION_WORDS.has(word);
