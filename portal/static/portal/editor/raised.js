// Raised and lowered figures, for which Markdown has no form: signs of their own. Letters stay as they are.

const PLAIN = "0123456789+-=()";
const SIGNS = { SUP: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", SUB: "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎" };

export function foldRaised(body) {
  for (const element of body.querySelectorAll("sup, sub")) {
    const text = element.textContent.trim();
    // A link in it stays one.
    if (!text || element.querySelector("a") || [...text].some((sign) => !PLAIN.includes(sign))) continue;
    element.textContent = [...text].map((sign) => SIGNS[element.nodeName][PLAIN.indexOf(sign)]).join("");
  }
}
