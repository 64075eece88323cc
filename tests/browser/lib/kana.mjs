// Half-width kana, as old input methods and the city's own systems write it.
const FULL = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォッャュョー　";
const HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｯｬｭｮｰ ";
const MARKS = { "\u3099": "ﾞ", "\u309a": "ﾟ" };

/** サトウ ハナコ → ｻﾄｳ ﾊﾅｺ, ガ → ｶﾞ. */
export function halfWidth(kana) {
  return [...kana.normalize("NFD")]
    .map((sign) => MARKS[sign] ?? (FULL.includes(sign) ? HALF[FULL.indexOf(sign)] : sign))
    .join("");
}
