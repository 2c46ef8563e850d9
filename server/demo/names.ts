/** Word lists for made-up viewers. 64 × 64 so that an index and a name map onto each other by arithmetic. */
export const FIRST_WORDS = (
  'amber autumn bashful bold brave bright breezy calm candid cheery chilly clever copper cosmic cozy crisp ' +
  'curious dapper daring dizzy dusty eager early fancy fearless fluffy frosty fuzzy gentle giddy golden happy ' +
  'hidden humble jolly keen lively lucky lunar mellow merry mighty misty modest neon nimble noble polite ' +
  'proud quick quiet rapid rusty salty silver sleepy snowy solar spicy stormy sunny swift velvet witty'
).split(' ');

export const SECOND_WORDS = (
  'acorn anchor badger bagel banjo beacon bison biscuit button cactus camel canyon cedar comet condor cookie ' +
  'coral cricket dolphin donkey dragon falcon ferret fiddle finch gecko goblin hamster harbor hedgehog heron kettle ' +
  'koala lantern lemur lobster magpie maple marmot meadow moose muffin noodle ocelot otter panda pebble penguin ' +
  'pepper pickle pigeon pirate pixel puffin rabbit raven rocket sparrow teapot tiger turtle waffle walrus wombat'
).split(' ');

/** Stems of display names that share no letter with the login, as Twitch allows for Japanese, Korean and Chinese. */
export const LOCALIZED_STEMS = (
  '静かなカワウソ 夜ふかし猫 もちもち団子 さくら餅 そらまめ 은하수 졸린고양이 별빛여우 단팥빵 초록나무 ' +
  '夜行的貓 小籠包 星空旅人 月下狐狸 微笑柴犬 咖啡不加糖'
).split(' ');
