// Days since 1970-01-01, as the graph counts them.

const day = 86400000;

export function dayText(days) {
  const date = new Date(days * day);
  const year = date.getUTCFullYear();
  const digits = String(Math.abs(year)).padStart(4, "0");
  const rest = `${String(date.getUTCMonth() + 1).padStart(2, "0")}-${String(date.getUTCDate()).padStart(2, "0")}`;
  return `${year < 0 ? "-" : ""}${digits}-${rest}`;
}

// undefined where the text is no day.
export function daysOf(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? "")) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : Math.round(time / day);
}

// The marks of an axis from one day to another, at most `most`: [day, text].
export function ticks(first, last, most) {
  const from = new Date(first * day);
  for (const months of [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000]) {
    if ((last - first) / 30.44 / months > most) continue;
    const marks = [];
    let month = Math.ceil((from.getUTCFullYear() * 12 + from.getUTCMonth()) / months) * months;
    for (;; month += months) {
      const at = Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / day);
      if (at > last) break;
      const text = months < 12 ? dayText(at).slice(0, 7) : dayText(at).slice(0, 4);
      if (at >= first) marks.push([at, text]);
    }
    if (marks.length >= 2) return marks;
    break;
  }
  return first === last ? [[first, dayText(first)]] : [[first, dayText(first)], [last, dayText(last)]];
}
