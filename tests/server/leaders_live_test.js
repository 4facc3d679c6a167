// What is told of a job is renewed in place, also when the server was away for a while: run by ctest, with node.
"use strict";
const assert = require("assert");
const fs = require("fs");
const path = require("path");

// A page with only what the script asks for.
function element(id, attributes, words) {
  return { id: id, innerHTML: words, textContent: words, attributes: attributes,
           hasAttribute: function (name) { return name in attributes; },
           removeAttribute: function (name) { delete attributes[name]; },
           getAttribute: function (name) { return attributes[name]; },
           contains: function () { return false; },
           querySelectorAll: function () { return []; } };
}
function page(busy, list) {
  const status = { "data-every": "3", "data-from": "/drukwerk", "data-done": "klaar", "data-gone": "even weg" };
  if (busy) status["data-busy"] = "";
  const all = [element("bezig", status, busy ? "bezig" : ""), element("gemaakt", { "data-live": "" }, list)];
  return { activeElement: null,
           getElementById: function (id) { return all.find(function (each) { return each.id === id; }); },
           querySelector: function () { return all[0]; },
           querySelectorAll: function () { return [all[1]]; } };
}

const shown = page(true, "een");
const answers = [];  // what the server says, one a question
let waiting = null;
let asked = 0;
global.document = shown;
global.DOMParser = function () { this.parseFromString = function (number) { return pages[Number(number)]; }; };
const pages = [];
global.window = {
  setTimeout: function (then) { waiting = then; },
  location: { reload: function () { throw new Error("the page was loaded again"); } },
  fetch: function (address) {
    asked += 1;
    assert.strictEqual(address, "/drukwerk");
    const answer = answers.shift();
    if (answer === "away") return Promise.reject(new Error("no connection"));
    return Promise.resolve({ status: answer.status, text: function () { return Promise.resolve(String(answer.page)); } });
  }
};
function next() {  // until the script waits again, or does no more
  const then = waiting;
  waiting = null;
  then();
  return new Promise(function (done) { setImmediate(function () { setImmediate(done); }); });
}

require("vm").runInThisContext(fs.readFileSync(path.join(__dirname, "../../templates/leaders/assets/live.js"), "utf8"));

(async function () {
  const status = shown.getElementById("bezig"), list = shown.getElementById("gemaakt");
  pages.push(page(true, "een, bezig"), page(false, "een, klaar"));
  answers.push({ status: 200, page: 0 }, "away", { status: 502, page: 0 }, { status: 200, page: 0 }, { status: 200, page: 1 });
  await next();
  assert.strictEqual(list.innerHTML, "een, bezig");
  await next();
  assert.strictEqual(status.textContent, "even weg");
  assert.strictEqual(list.innerHTML, "een, bezig");
  await next();
  assert.strictEqual(status.textContent, "even weg");
  await next();
  assert.strictEqual(status.innerHTML, "bezig");
  await next();
  assert.strictEqual(list.innerHTML, "een, klaar");
  assert.strictEqual(status.textContent, "klaar");
  assert.strictEqual(waiting, null);
  assert.strictEqual(asked, 5);
}()).catch(function (wrong) {
  console.error(wrong);
  process.exit(1);
});
