"use strict";
// Filters, the state of knowledge as of a day, the picture, links and keys of the page that carries this.
// Days are ordinals: 1 is January 1 of the year 1. Data reaches the page as text only, never as markup.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("_data").textContent);
  const NO = 0, POSSIBLE = 1, CERTAIN = 2;
  const MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

  // --- days ---------------------------------------------------------------------------------------------------------

  const UNIX = 719163; // January 1, 1970
  const dayOf = (year, month, day) => {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return Math.round(date.getTime() / 864e5) + UNIX;
  };
  const civil = (day) => {
    const date = new Date((day - UNIX) * 864e5);
    return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  };
  const yearWords = (year) => (year > 0 ? String(year) : `${1 - year} BC`);
  const dayWords = (day) => {
    const [year, month, date] = civil(day);
    return `${MONTHS[month - 1]} ${date}, ${yearWords(year)}`;
  };
  const isoDay = (day) => {
    const [year, month, date] = civil(day);
    const digits = String(Math.abs(year)).padStart(4, "0");
    return `${year < 0 ? "-" : ""}${digits}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  };
  const monthNamed = (name) => {
    const start = name.toLowerCase().slice(0, 3);
    return start.length < 3 ? 0 : MONTHS.findIndex((one) => one.toLowerCase().startsWith(start)) + 1;
  };

  // First and last day of what was typed; null where it is no date.
  const readDay = (text) => {
    const iso = /^(-?\d{4,6})(?:-(\d\d?)(?:-(\d\d?))?)?$/.exec(text);
    const words = /^(?:([A-Za-z]{3,9})\.? +)?(?:(\d\d?), *)?(\d{4})$/.exec(text);
    if (!iso && !(words && (words[1] || !words[2]))) return null;
    const [year, month, day] = iso
      ? [+iso[1], iso[2] && +iso[2], iso[3] && +iso[3]]
      : [+words[3], words[1] && monthNamed(words[1]), words[2] && +words[2]];
    if (month === undefined) return [dayOf(year, 1, 1), dayOf(year, 12, 31)];
    if (month < 1 || month > 12) return null;
    const last = civil(dayOf(year, month + 1, 0))[2];
    if (day === undefined) return [dayOf(year, month, 1), dayOf(year, month, last)];
    return day < 1 || day > last ? null : [dayOf(year, month, day), dayOf(year, month, day)];
  };

  // --- events -------------------------------------------------------------------------------------------------------

  const bound = (text) => (text === "" ? null : +text);
  const readRange = (text) => {
    const [low, high] = text.split("..");
    return [bound(low), bound(high === undefined ? low : high)];
  };
  // "737546..737576 738000~30?": ranges, of a span its beginning and end with "/"; days of leeway, "~0,30,30,0": before the first, behind the last, behind and before the inner ones; whether uncertain.
  const readWhen = (text) => {
    if (!text) return null;
    const [, days, leeway = "0", doubt] = /^([^~?]*)(?:~([\d,]+))?(\?)?$/.exec(text);
    const isSpan = days.includes("/"), numbers = leeway.split(",").map(Number);
    const ranges = days.split(isSpan ? "/" : " ").map(readRange);
    const last = ranges[ranges.length - 1];
    return { isSpan, ranges, low: ranges[0][0], high: last[1], leeway: [0, 1, 2, 3].map((n) => numbers[n % numbers.length]), isUncertain: Boolean(doubt) };
  };
  const numbers = (text) => (text ? text.split(" ").map(Number) : []);

  const readSource = (node, text) => {
    const [when, outlets] = text.split(";");
    return { node, when: readWhen(when), outlets: numbers(outlets), isOut: true, text: null };
  };
  const readEvent = (node, list) => {
    const [date, badge] = node.firstElementChild.children;
    const summary = node.querySelector("summary");
    const [when, known, people, tags, ...sources] = node.dataset.event.split("|");
    return {
      node, list, date, badge, summary,
      when: readWhen(when),
      known: known.split(" ").filter(Boolean).map((pair) => pair.split(":").map(Number)),
      people: numbers(people),
      tags: numbers(tags),
      sources: Array.from(node.querySelectorAll("li"), (one, n) => readSource(one, sources[n])),
      status: badge.textContent,
      written: { status: badge.textContent, look: badge.className, said: summary && summary.textContent },
      text: null,
      answer: CERTAIN,
      isKnown: true,
      isSeen: true,
      isMarked: false,
    };
  };
  // The events stand in lists of a few dozen, and the browser lays out only those in sight.
  const sections = Array.from(document.querySelectorAll(".part"), (node) => ({
    node, count: 0, link: document.querySelector(`nav a[href="#${node.firstElementChild.id}"]`),
  }));
  const lists = sections.flatMap((section) =>
    Array.from(section.node.querySelectorAll(":scope > ol"), (node) => ({ node, section, events: [], repeats: [], count: -1 })));
  for (const list of lists) list.events = Array.from(list.node.querySelectorAll(".event"), (node) => readEvent(node, list));
  const events = lists.flatMap((list) => list.events);
  const eventOf = new Map(events.map((event) => [event.node.id, event]));
  for (const list of lists) {
    list.repeats = Array.from(list.node.querySelectorAll(".again"), (node) => ({ node, of: eventOf.get(node.dataset.of) }));
  }

  // --- answers ------------------------------------------------------------------------------------------------------

  // Whether a date falls between two days, both included; null is no limit.
  const within = (when, first, last) => {
    if (when === null) return POSSIBLE;
    const [lower, upper, begun, ended] = when.leeway;
    const early = (day, days = lower) => (day === null ? -Infinity : day - days);
    const late = (day, days = upper) => (day === null ? Infinity : day + days);
    const from = first === null ? -Infinity : first, to = last === null ? Infinity : last;
    if (when.isSpan) {
      const [start, end] = when.ranges;
      if (late(end[1]) < from || early(start[0]) > to) return NO;
      const sure = early(end[0], ended) >= from && late(start[1], begun) <= to;
      return sure && !when.isUncertain ? CERTAIN : POSSIBLE;
    }
    if (early(when.low) >= from && late(when.high) <= to && !when.isUncertain) return CERTAIN;
    return when.ranges.some(([low, high]) =>
      late(high, high === when.high ? upper : begun) >= from && early(low, low === when.low ? lower : ended) <= to) ? POSSIBLE : NO;
  };

  const LETTERS = { "\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u00e6": "ae", "\u0153": "oe", "\u0131": "i" };
  const fold = (text) => {
    const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['\u2019]/g, "")
      .replace(/[\u0142\u00f8\u0111\u00e6\u0153\u0131]/g, (letter) => LETTERS[letter]);
    return (plain.match(/[\p{L}\p{N}]+/gu) || []).join(" ");
  };
  const textOf = (nodes) => fold(Array.from(nodes, (node) => node.textContent).join(" "));
  const readText = (event) => {
    if (event.text !== null) return;
    const body = event.node.children[1];
    event.text = textOf([event.date, ...Array.from(body.children).filter((one) => one.tagName !== "DETAILS")]);
    for (const source of event.sources) source.text = textOf(Array.from(source.node.children).slice(0, -1)); // but the status
  };
  const hasText = (event, wanted) => {
    readText(event);
    return event.text.includes(wanted) || event.sources.some((one) => one.isOut && one.text.includes(wanted));
  };
  const sure = (holds) => (holds ? CERTAIN : NO);
  const reported = (event, first, last) =>
    event.sources.reduce((best, one) => (one.isOut ? Math.max(best, within(one.when, first, last)) : best), NO);

  // The filters that are set, as functions from an event to an answer. A name that no event has keeps none.
  const wishes = (state) => {
    const found = [];
    const numbered = (name, names, has) => {
      const number = data[names].indexOf(state[name]);
      if (state[name]) found.push((event) => sure(has(event, number)));
    };
    numbered("person", "people", (event, number) => event.people.includes(number));
    numbered("tag", "tags", (event, number) => event.tags.includes(number));
    numbered("outlet", "outlets", (event, number) => event.sources.some((one) => one.isOut && one.outlets.includes(number)));
    if (state.status) found.push((event) => sure(event.status === state.status));
    const text = fold(state.text);
    if (text) found.push((event) => sure(hasText(event, text)));
    const edge = (name, end) => { const days = readDay(state[name]); return days && days[end]; };
    for (const [prefix, answer] of [["", (event, a, b) => within(event.when, a, b)], ["reported-", reported]]) {
      const first = edge(`${prefix}since`, 0), last = edge(`${prefix}until`, 1);
      if (first !== null || last !== null) found.push((event) => answer(event, first, last));
    }
    return found;
  };

  // --- as of a day --------------------------------------------------------------------------------------------------

  const upper = (source) => (source.when === null ? null : source.when.high);

  // Sets an event back to a day, or (null) to all that the page has; gives whether anything was known of it.
  const replay = (event, day) => {
    const { written, badge, summary } = event;
    let status = written.status, said = written.said;
    for (const source of event.sources) {
      source.isOut = day === null || (upper(source) !== null && upper(source) <= day);
      source.node.hidden = !source.isOut;
    }
    let isKnown = true;
    if (day !== null) {
      const last = event.known.filter(([from]) => from <= day).pop();
      isKnown = last !== undefined;
      if (isKnown) status = data.statuses[last[1]];
      const out = event.sources.filter((one) => one.isOut);
      if (out.length < event.sources.length) said = out.map((one) => one.node.children[1].textContent).join(", ");
    }
    if (status !== event.status) {
      event.status = status;
      badge.textContent = status;
      if (data.byStatus) badge.className = status === written.status ? written.look : `status is-${status}`;
    }
    if (summary && summary.textContent !== said) summary.textContent = said;
    return isKnown;
  };

  // --- state --------------------------------------------------------------------------------------------------------

  const form = byId("_filters");
  const FIELDS = ["text", "person", "outlet", "status", "tag", "since", "until", "reported-since", "reported-until", "as-of"];
  const DAYS = FIELDS.slice(5);
  const field = (name) => form.elements.namedItem(name);
  const slider = byId("_slider");
  const steps = Array.from(new Set(events.flatMap((event) => event.known.map(([day]) => day)))).sort((a, b) => a - b);
  let asOf = null;

  const stateNow = () => Object.fromEntries(FIELDS.map((name) => [name, field(name).value.trim()]));
  const hashNow = (state) => {
    const query = new URLSearchParams(FIELDS.filter((name) => state[name]).map((name) => [name, state[name]]));
    if (field("certain").checked) query.set("certain", "yes");
    return String(query) ? `#?${query}` : "";
  };
  const restore = () => {
    const query = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
    for (const name of FIELDS) {
      const value = query.get(name) || "";
      const input = field(name);
      if (input.tagName === "SELECT" && value && !Array.from(input.options).some((one) => one.value === value)) {
        input.add(new Option(`${value} (0)`, value));
      }
      input.value = value;
    }
    field("certain").checked = query.has("certain");
    byId("_more").open = DAYS.some((name) => query.has(name)) || query.has("certain");
  };
  // The address follows a moment later, since a browser takes its time over it.
  let remembering = 0;
  const remember = (hash) => {
    clearTimeout(remembering);
    remembering = setTimeout(() => {
      try {
        history.replaceState(null, "", hash || location.pathname + location.search);
      } catch (error) { /* a page without an address of its own cannot keep it */ }
    }, 300);
  };

  const markDays = (state) => {
    let isWrong = false;
    for (const name of DAYS) {
      const wrong = state[name] !== "" && readDay(state[name]) === null;
      isWrong = isWrong || wrong;
      if (wrong) field(name).setAttribute("aria-invalid", "true");
      else field(name).removeAttribute("aria-invalid");
    }
    return isWrong;
  };
  const moveSlider = () => {
    const after = asOf === null ? steps.length : Math.max(steps.findIndex((day) => day > asOf), -1);
    slider.value = asOf === null ? steps.length : (after === -1 ? steps.length : after) - 1;
    slider.setAttribute("aria-valuetext", asOf === null ? "all that is on the page" : dayWords(asOf));
  };

  const countWords = (seen, doubtful, isWrong) => {
    const all = events.length;
    let words = seen === all ? `${all} event${all === 1 ? "" : "s"}` : `${seen} of ${all} events`;
    if (doubtful) words += `, ${doubtful} only possibly`;
    if (asOf !== null) words += `, as of ${dayWords(asOf)}`;
    return isWrong ? `${words}. A day is not understood; write 2020, 2020-05 or 2020-05-04` : words;
  };

  const answerOf = (event, filters, isCertain) => {
    let answer = event.isKnown ? CERTAIN : NO;
    for (const filter of filters) {
      if (answer === NO) break;
      answer = Math.min(answer, filter(event));
    }
    return isCertain && answer === POSSIBLE ? NO : answer;
  };
  const hide = (node, isHidden) => { if (node.hidden !== isHidden) node.hidden = isHidden; };

  // Not `hidden`: what comes back from there is laid out at once, in sight or not.
  const empty = (node, isEmpty) => node.classList.toggle("empty", isEmpty);

  // A list that grows much is left out of one frame: only then does the browser find that most such lists are out of
  // sight. What is asked for before a frame still changes it, so it takes two to let go.
  let held = [];
  const release = () => {
    for (const node of held) node.classList.remove("held");
    held = [];
  };
  const hold = (node) => {
    if (!held.length) requestAnimationFrame(() => requestAnimationFrame(release));
    held.push(node);
    node.classList.add("held");
  };

  // Shows a list's events by their answers; a list with none is hidden whole and its events are left as they are.
  const showList = (list) => {
    const own = list.events.filter((event) => event.isSeen).length;
    const count = own + list.repeats.filter(({ of }) => of.isSeen).length;
    empty(list.node, count === 0);
    list.section.count += count;
    if (count === 0) {
      list.count = 0;
      return;
    }
    if (count > 4 * list.count && list.count >= 0) hold(list.node);
    if (count !== list.count) list.node.style.containIntrinsicBlockSize = `auto ${own * 8 + (count - own) * 3}rem`;
    list.count = count;
    for (const event of list.events) {
      hide(event.node, !event.isSeen);
      if (event.isSeen && event.isMarked !== (event.answer === POSSIBLE)) {
        event.isMarked = !event.isMarked;
        event.node.toggleAttribute("data-possible", event.isMarked);
      }
    }
    for (const { node, of } of list.repeats) hide(node, !of.isSeen);
  };
  const showAnswers = (filters, isCertain) => {
    for (const event of events) {
      event.answer = answerOf(event, filters, isCertain);
      event.isSeen = event.answer !== NO;
    }
    for (const section of sections) section.count = 0;
    for (const list of lists) showList(list);
    for (const { node, link, count } of sections) {
      empty(node, count === 0);
      if (link) hide(link.parentElement, count === 0);
    }
    return [events.filter((event) => event.isSeen).length, events.filter((event) => event.answer === POSSIBLE).length];
  };

  const apply = (isKept = true) => {
    const state = stateNow();
    const isWrong = markDays(state);
    const days = readDay(state["as-of"]);
    const day = days && days[1];
    if (day !== asOf) {
      asOf = day;
      for (const event of events) event.isKnown = replay(event, day);
    }
    moveSlider();
    const [seen, doubtful] = showAnswers(wishes(state), field("certain").checked);
    byId("_count").textContent = countWords(seen, doubtful, isWrong);
    const note = byId("_asof-note");
    note.hidden = asOf === null;
    note.firstElementChild.textContent = asOf === null ? "" : `As it was known on ${dayWords(asOf)}`;
    byId("_link").hidden = true;
    if (isKept) remember(hashNow(state));
    picture.soon();
  };

  const fillSelect = (name, all, values, counts) => {
    const select = field(name);
    select.add(new Option(all, ""));
    values
      .map((value, number) => [value, counts.get(number) || 0])
      .filter(([, count]) => count)
      .sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1))
      .forEach(([value, count]) => select.add(new Option(`${value} (${count})`, value)));
  };
  const counted = (of) => {
    const counts = new Map();
    for (const event of events) for (const one of new Set(of(event))) counts.set(one, (counts.get(one) || 0) + 1);
    return counts;
  };
  const fillForm = () => {
    fillSelect("person", "everybody", data.people, counted((event) => event.people));
    fillSelect("outlet", "all outlets", data.outlets, counted((event) => event.sources.flatMap((one) => one.outlets)));
    fillSelect("tag", "all tags", data.tags, counted((event) => event.tags));
    const everHad = (event) => [data.statuses.indexOf(event.written.status), ...event.known.map(([, status]) => status)];
    const now = counted((event) => [data.statuses.indexOf(event.written.status)]);
    const ever = Array.from(counted(everHad).keys()).sort((one, two) => one - two);
    field("status").add(new Option("any status", ""));
    for (const number of ever) {
      const status = data.statuses[number];
      field("status").add(new Option(`${status} (${now.get(number) || 0})`, status));
    }
    slider.max = steps.length;
    slider.disabled = !steps.length;
  };

  // --- picture ------------------------------------------------------------------------------------------------------

  const svgNode = (name, attributes, parent, text) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    if (parent) parent.append(node);
    return node;
  };

  const picture = (() => {
    const box = byId("_canvas"), seen = byId("_seen");
    const TOP = 22, ERA = 15, MOST_BARS = 700, LABEL = 6.3, LONGEST = 44;
    const dated = events.filter(({ when }) => when && (when.low !== null || when.high !== null));
    const first = ({ when }) => (when.low === null ? when.high : when.low);
    const last = ({ when }) => (when.high === null ? when.low : when.high);
    const edges = dated.flatMap((event) => [first(event), last(event)]).sort((one, two) => one - two);
    const whole = edges.length ? [edges[0], edges[edges.length - 1] + 1] : [0, 1];
    const room = (from, to) => { const pad = Math.max((to - from) * 0.04, 10); return [from - pad, to + pad]; };
    // At first the part where nine tenths of the dates lie, so that one early date does not press all others together.
    const at = (share) => edges[Math.round((edges.length - 1) * share)];
    let [from, to] = edges.length ? room(at(0.05), whole[1]) : [0, 1];
    let waiting = 0, wide = 0; // a frame that was asked for; the width in pixels as of the last one

    const x = (day) => ((day - from) / (to - from)) * wide;
    const shown = () => dated.filter((event) => event.isSeen);

    const ticks = () => {
      const years = (to - from) / 365.25, width = Math.max(wide / 90, 2);
      if (years > width * 0.6) {
        const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((one) => years / one <= width) || 5000;
        const begin = Math.floor(civil(from)[0] / step) * step;
        return Array.from({ length: Math.ceil(years / step) + 3 }, (_, n) => begin + n * step)
          .map((year) => [dayOf(year, 1, 1), yearWords(year)]);
      }
      const step = [1, 2, 3, 6].find((one) => (years * 12) / one <= width) || 6;
      const [year] = civil(from);
      const months = Array.from({ length: Math.ceil(years * 12 / step) + 12 / step + 2 }, (_, n) => n * step);
      return months.map((month) => [dayOf(year, month + 1, 1), `${MONTHS[month % 12]} ${yearWords(year + Math.floor(month / 12))}`]);
    };

    // The eras in sight, as name, left and right.
    const eras = () => data.eras
      .map(([name, low, high]) => [
        name, low === null ? -9 : Math.max(x(low), -9), high === null ? wide + 9 : Math.min(x(high + 1), wide + 9),
      ])
      .filter(([, left, right]) => right > Math.max(left, 0) && left < wide)
      .slice(0, 6);

    const drawAxis = (svg, height) => {
      for (const [, left, right] of eras()) {
        svgNode("rect", { class: "band", x: left, y: TOP, width: right - left, height: height - TOP }, svg);
      }
      eras().forEach(([name, left], n, all) => {
        const y = height - 5 - (all.length - 1 - n) * ERA;
        svgNode("text", { class: "faint", x: Math.max(left, 0) + 4, y }, svg, name);
      });
      for (const [day, words] of ticks()) {
        const left = x(day);
        if (left < -1 || left > wide) continue;
        svgNode("line", { class: "grid", x1: left, x2: left, y1: 0, y2: height }, svg);
        svgNode("text", { class: "faint", x: left + 4, y: 15 }, svg, words);
      }
    };

    const labelOf = (event) => {
      const title = event.node.querySelector("h3").textContent;
      return title.length > LONGEST ? `${title.slice(0, LONGEST - 1).trimEnd()}\u2026` : title;
    };
    // Bars in lanes, each in the first that has room; null where they need more lanes than there may be.
    const packed = (marks, most, isLabelled) => {
      const ends = [];
      for (const mark of marks) {
        const label = isLabelled ? labelOf(mark.event) : "";
        const start = Math.max(mark.left, 0);
        mark.label = label;
        mark.shift = Math.min(0, wide - 4 - (start + label.length * LABEL));
        const begin = Math.max(Math.min(start, start + mark.shift), 0);
        let lane = ends.findIndex((end) => end <= begin);
        if (lane === -1) lane = ends.push(0) - 1;
        if (lane >= most) return null;
        ends[lane] = Math.max(mark.right, begin + label.length * LABEL) + 8;
        mark.lane = lane;
      }
      return ends.length;
    };

    const drawMark = (svg, mark, height, isLabelled) => {
      const { event, left, right } = mark, { when } = event;
      const y = TOP + 6 + mark.lane * height, thick = isLabelled ? 9 : Math.max(height - 3, 2);
      const status = data.byStatus ? `is-${event.status}` : event.badge.className.replace("status ", "");
      const group = svgNode("g", { class: `mark ${status}`, "data-of": event.node.id }, svg);
      svgNode("title", {}, group, `${event.date.textContent}: ${event.node.querySelector("h3").textContent} (${event.status})`);
      const open = when.low === null || when.high === null ? " open" : "";
      const [low, high] = when.isSpan ? [when.ranges[0][1], when.ranges[1][0]] : [when.low, when.high];
      const isSure = !when.isUncertain && low !== null && high !== null && (when.isSpan ? low <= high : low === high);
      const isDay = isSure && when.low === when.high;
      if (!isDay) {
        svgNode("rect", { class: `possible${open}`, x: left, y, width: Math.max(right - left, 3), height: thick, rx: 2 }, group);
      }
      if (isSure) {
        const begin = Math.max(x(low), -9), width = Math.max(Math.min(x(high + 1), wide + 9) - begin, isDay ? 7 : 2);
        svgNode("rect", { class: "certain", x: isDay ? begin - 1 : begin, y, width, height: thick, rx: isDay ? 4 : 1 }, group);
      }
      if (isLabelled) svgNode("text", { x: Math.max(Math.max(left, 3) + mark.shift, 3), y: y + 22 }, group, mark.label);
    };

    const drawColumns = (svg, marks) => {
      const count = Math.max(Math.floor(wide / 6), 1), columns = new Array(count).fill(0);
      for (const { left } of marks) columns[Math.min(Math.max(Math.floor(left / 6), 0), count - 1)] += 1;
      const most = Math.max(...columns);
      columns.forEach((number, n) => {
        if (!number) return;
        const tall = Math.max((number / most) * 120, 1);
        svgNode("rect", { class: "column", x: n * 6, y: TOP + 130 - tall, width: 5, height: tall }, svg);
      });
    };

    const placed = (all) => {
      const open = 48;
      return all
        .map((event) => ({
          event,
          left: event.when.low === null ? x(event.when.high) - open : x(event.when.low),
          right: event.when.high === null ? x(event.when.low) + open : x(event.when.high + 1),
        }))
        .filter(({ left, right }) => right >= 0 && left <= wide)
        .map((mark) => ({ ...mark, left: Math.max(mark.left, -9), right: Math.min(mark.right, wide + 9) }))
        .sort((one, two) => one.left - two.left);
    };

    const draw = () => {
      waiting = 0;
      wide = box.clientWidth;
      if (!dated.length || !wide) return;
      const all = shown(), marks = placed(all);
      const isFew = marks.length <= MOST_BARS;
      const labelled = isFew && marks.length <= 120 ? packed(marks, 14, true) : null;
      const bare = isFew && labelled === null ? packed(marks, 60, false) : null;
      const step = labelled !== null ? 28 : bare !== null ? Math.max(Math.min(Math.floor(320 / bare), 12), 5) : 0;
      const height = TOP + 14 + eras().length * ERA + (step ? (labelled || bare || 1) * step : 126);
      const svg = svgNode("svg", { role: "img", "aria-label": describe(all, marks), viewBox: `0 0 ${wide} ${height}`, height });
      drawAxis(svg, height);
      if (step) for (const mark of marks) drawMark(svg, mark, step, labelled !== null);
      else drawColumns(svg, marks);
      box.replaceChildren(svg);
      seen.textContent = caption(all, marks, step);
    };
    const span = () => `${dayWords(Math.round(from))} \u2013 ${dayWords(Math.round(to))}`;
    const describe = (all, marks) => `${marks.length} events from ${span()}; the list below tells each`;
    const caption = (all, marks, step) => {
      const earlier = all.filter((event) => last(event) < from).length, later = all.filter((event) => first(event) > to).length;
      const undated = events.filter((event) => event.isSeen).length - all.length;
      return [
        span(),
        earlier ? `${earlier} earlier` : "", later ? `${later} later` : "", undated ? `${undated} without a date` : "",
        step ? "solid: certain, light: possible days" : "columns: how many events begin; zoom in to see each",
      ].filter(Boolean).join(" \u00b7 ");
    };
    const soon = () => { if (!waiting) waiting = requestAnimationFrame(draw); };

    const set = (low, high) => {
      const [least, most] = room(...whole);
      const width = Math.min(Math.max(high - low, 14), most - least);
      from = Math.min(Math.max(low, least), most - width);
      to = from + width;
      soon();
    };
    const pan = (share) => set(from + (to - from) * share, to + (to - from) * share);
    const zoom = (factor, share = 0.5) => {
      const middle = from + (to - from) * share;
      set(middle - (middle - from) * factor, middle + (to - middle) * factor);
    };
    const ACTIONS = {
      back: () => pan(-0.3), on: () => pan(0.3), in: () => zoom(0.5), out: () => zoom(2), all: () => set(...room(...whole)),
    };
    const KEYS = { ArrowLeft: "back", ArrowRight: "on", "+": "in", "=": "in", "-": "out", 0: "all" };

    byId("_picture").addEventListener("click", ({ target }) => {
      if (target.dataset.do) ACTIONS[target.dataset.do]();
    });
    box.addEventListener("keydown", (press) => {
      if (press.ctrlKey || press.metaKey || press.altKey || !KEYS[press.key]) return;
      press.preventDefault();
      press.stopPropagation();
      ACTIONS[KEYS[press.key]]();
    });
    box.addEventListener("wheel", (turn) => {
      const isSideways = Math.abs(turn.deltaX) > Math.abs(turn.deltaY) || turn.shiftKey;
      if (!(turn.ctrlKey || turn.metaKey || isSideways)) return;
      turn.preventDefault();
      if (isSideways && !turn.ctrlKey) pan((turn.deltaX || turn.deltaY) / wide);
      else zoom(turn.deltaY > 0 ? 1.25 : 0.8, (turn.clientX - box.getBoundingClientRect().left) / wide);
    }, { passive: false });
    let grip = null;
    box.addEventListener("pointerdown", (press) => { grip = { at: press.clientX, from, to, isMoved: false }; });
    addEventListener("pointermove", (move) => {
      if (!grip) return;
      const shift = ((move.clientX - grip.at) / wide) * (grip.to - grip.from);
      if (Math.abs(move.clientX - grip.at) > 4) grip.isMoved = true;
      if (grip.isMoved) set(grip.from - shift, grip.to - shift);
    });
    addEventListener("pointerup", ({ target }) => {
      const mark = grip && !grip.isMoved && target instanceof Element && target.closest(".mark");
      grip = null;
      if (mark) goTo(eventOf.get(mark.dataset.of));
    });
    addEventListener("pointercancel", () => { grip = null; });
    addEventListener("resize", soon);
    byId("_picture").hidden = !dated.length;
    const point = (event) => {
      box.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
      box.querySelectorAll(".mark").forEach((one) => one.classList.toggle("here", one.dataset.of === event.node.id));
    };
    return { soon, point, press: (key) => Boolean(KEYS[key] && "+=-0".includes(key) && (ACTIONS[KEYS[key]](), true)) };
  })();

  // --- moving about -------------------------------------------------------------------------------------------------

  const goTo = (event) => {
    release();
    event.node.querySelector("h3 a").focus();
    event.node.scrollIntoView({ block: "nearest" });
    picture.point(event);
  };
  const current = () => {
    const node = document.activeElement && document.activeElement.closest(".event");
    return node ? eventOf.get(node.id) : null;
  };
  const step = (by) => {
    const seen = events.filter((event) => event.isSeen);
    const at = seen.indexOf(current());
    const next = at === -1 ? seen[by > 0 ? 0 : seen.length - 1] : seen[at + by];
    if (next) goTo(next);
  };
  const clear = () => {
    form.reset();
    field("certain").checked = false;
    apply();
  };
  const openSources = () => {
    const event = current();
    const details = event && event.node.querySelector("details");
    if (details) details.open = !details.open;
  };
  const help = byId("_help");
  const SINGLE = {
    "/": () => { byId("_text").focus(); byId("_text").select(); },
    j: () => step(1),
    k: () => step(-1),
    o: openSources,
    "?": () => help.showModal(),
  };
  const onKey = (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey || help.open) return;
    const { target, key } = press;
    const isField = target.matches("input, select, textarea");
    if (key === "Escape") {
      if (isField) target.blur();
      else clear();
      return;
    }
    if (isField) return;
    const isInList = current() !== null;
    if (isInList && (key === "ArrowDown" || key === "ArrowUp")) step(key === "ArrowDown" ? 1 : -1);
    else if (byId("_single").checked && SINGLE[key]) SINGLE[key]();
    else if (!(byId("_single").checked && picture.press(key))) return;
    press.preventDefault();
  };

  // Follows an address: `#id` to an event, `#?person=...` to a state of the filters.
  const follow = () => {
    if (location.hash.startsWith("#?") || !location.hash) {
      restore();
      apply(false);
      return;
    }
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (error) { /* not encoded */ }
    const event = eventOf.get(id);
    if (!event) return;
    if (!event.isSeen) { form.reset(); apply(false); }
    const details = event.node.querySelector("details");
    if (details) details.open = true;
    goTo(event);
  };

  const copy = async () => {
    const address = location.href.split("#")[0] + hashNow(stateNow());
    const input = byId("_address");
    try {
      await navigator.clipboard.writeText(address);
      byId("_count").textContent = "Link copied";
    } catch (error) {
      byId("_link").hidden = false;
      input.value = address;
      input.focus();
      input.select();
    }
  };

  const slide = () => {
    const day = steps[slider.value];
    field("as-of").value = +slider.value >= steps.length ? "" : isoDay(day);
    apply();
  };

  const listen = () => {
    let typing = 0;
    form.addEventListener("input", ({ target }) => {
      if (target === slider) { slide(); return; }
      clearTimeout(typing);
      typing = setTimeout(apply, target.type === "text" || target.type === "search" ? 150 : 0);
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
    byId("_clear").addEventListener("click", clear);
    byId("_copy").addEventListener("click", copy);
    byId("_keys").addEventListener("click", () => help.showModal());
    document.addEventListener("keydown", onKey);
    addEventListener("hashchange", follow);
    const folded = events.map(({ node }) => node.querySelector("details")).filter(Boolean);
    let before = [];
    addEventListener("beforeprint", () => { before = folded.map((one) => one.open); folded.forEach((one) => { one.open = true; }); });
    addEventListener("afterprint", () => folded.forEach((one, n) => { one.open = before[n]; }));
    folded.forEach((one) => { one.open = false; });
  };

  // Reads the texts of the events while nobody waits, so that the first search need not.
  const readAhead = (deadline) => {
    while (readAhead.at < events.length && deadline.timeRemaining() > 1) readText(events[readAhead.at++]);
    if (readAhead.at < events.length) requestIdleCallback(readAhead);
  };
  readAhead.at = 0;

  fillForm();
  form.hidden = false;
  listen();
  restore();
  apply(false);
  // After the browser has gone there by itself, which takes the focus away again.
  if (location.hash && !location.hash.startsWith("#?")) addEventListener("load", () => setTimeout(follow));
  if (window.requestIdleCallback) requestIdleCallback(readAhead);
})();
