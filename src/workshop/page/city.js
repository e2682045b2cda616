// The city: its map, its services with the people who depend on them, and who operates what. Everything can be chosen.

import { count, organisation, screen } from "./parts.js";
import { cityPlan } from "./stage.js";
import { createMap } from "./map.js";
import { element, nameOf } from "./words.js";

/** @typedef {import("./shapes.js").App} App */
/** @typedef {import("./shapes.js").Screen} Screen */

/** @param {App} app @returns {Screen} */
export function createCityScreen(app) {
  const { speech, cards } = app;
  const { city } = cards;
  const map = element("div", { class: "map" });
  const detail = element("div", { class: "detail", "aria-live": "polite", tabindex: "0", role: "region", "aria-label": speech.say("workshop-choose-anything") }, element("p", { class: "hint" }, speech.say("workshop-choose-anything")));

  /** @param {import("./shapes.js").ServiceCard} service */
  function showService(service) {
    const used = city.assets.filter((asset) => asset.service === service.id);
    const operators = [...new Set(used.map((asset) => asset.operator))].map((id) => organisation(app, id));
    detail.replaceChildren(
      element("h3", {}, speech.pick(service.name)),
      facts([
        ["workshop-provider", organisation(app, service.provider)],
        ["workshop-users", speech.say("workshop-people", { count: count(service.users) })],
        ["workshop-operated-by", operators.join(speech.lang === "ja" ? "、" : ", ")],
        ["workshop-without", speech.pick(service.fallback)],
        ["workshop-assets", count(used.length)],
      ]),
    );
  }

  /** @param {import("./shapes.js").OrganisationCard} one */
  function showOrganisation(one) {
    const contracts = city.contracts.filter((contract) => contract.supplier === one.id || contract.customer === one.id);
    const lines = contracts.map((contract) => {
      const other = organisation(app, contract.supplier === one.id ? contract.customer : contract.supplier);
      const key = contract.supplier === one.id ? "workshop-works-for" : "workshop-is-served-by";
      return element("li", {}, speech.say(key, { other, kind: speech.pick(contract.kind) }));
    });
    detail.replaceChildren(
      element("h3", {}, speech.pick(one.name)),
      facts([
        ["workshop-role", speech.pick(one.role)],
        ["workshop-desk", speech.pick(one.security_operations)],
        ["workshop-office-hours", one.office_hours],
        ["workshop-operates", speech.say("workshop-things", { count: count(one.operates) })],
      ]),
      ...(lines.length > 0 ? [element("h4", {}, speech.say("workshop-contracts")), element("ul", {}, ...lines)] : []),
    );
  }

  /** @param {[string, string][]} rows */
  const facts = (rows) =>
    element("dl", { class: "facts" }, ...rows.filter(([, text]) => text).flatMap(([key, text]) => [element("dt", {}, speech.say(key)), element("dd", {}, text)]));

  const most = Math.max(...city.services.map((service) => service.users), 1);
  const services = [...city.services]
    .sort((a, b) => b.users - a.users)
    .map((service) => {
      const node = element(
        "button",
        { type: "button", class: "row" },
        element("span", { class: "name" }, speech.pick(service.name), ...(service.safety_relevant ? [element("span", { class: "tag" }, speech.say("workshop-safety"))] : [])),
        element("span", { class: "amount" }, speech.say("workshop-people", { count: count(service.users) })),
        element("span", { class: "bar", "aria-hidden": "true" }),
      );
      /** @type {HTMLElement} */ (node.lastElementChild).style.setProperty("--share", String(service.users / most));
      node.addEventListener("click", () => showService(service));
      return element("li", {}, node);
    });
  const organisations = city.organisations.map((one) => {
    const node = element(
      "button",
      { type: "button", class: "row" },
      element("span", { class: "name" }, speech.pick(one.name)),
      element("span", { class: "amount" }, speech.pick(one.role)),
    );
    node.addEventListener("click", () => showOrganisation(one));
    return element("li", {}, node);
  });
  const node = screen(
    speech.say("workshop-phase-city"),
    speech.say("workshop-city-lead", { city: speech.pick(city.name), population: count(city.population), assets: count(city.assets.length), organisations: count(city.organisations.length) }),
    element(
      "div",
      { class: "city-grid" },
      map,
      element("div", { class: "side" }, detail),
      element("div", { class: "list" }, element("h3", {}, speech.say("workshop-services")), element("ul", { class: "plain" }, ...services)),
      element("div", { class: "list" }, element("h3", {}, speech.say("workshop-organisations")), element("ul", { class: "plain" }, ...organisations)),
    ),
  );
  /** @type {{ destroy: () => void } | null} */
  let drawn = null;
  let gone = false;
  /** @param {import("./types.js").City} plan @param {number} row */
  function showAsset(plan, row) {
    const asset = plan.assets[row];
    if (!asset) return;
    const list = (/** @type {string[]} */ names) => names.filter(Boolean).join(speech.lang === "ja" ? "、" : ", ");
    const flows = plan.flows.filter((flow) => flow.from === row || flow.to === row);
    const of = (/** @type {number} */ index) => plan.assets[index];
    detail.replaceChildren(
      element("h3", {}, speech.pick(asset.name)),
      facts([
        ["workshop-kind", speech.say(`asset-kind-${asset.kind.replaceAll("_", "-")}`)],
        ["workshop-owner", nameOf(speech, plan.organisations[asset.owner])],
        ["workshop-operator", nameOf(speech, plan.organisations[asset.organisation])],
        ["workshop-zone", nameOf(speech, plan.zones[asset.zone])],
        ["workshop-hangs-on", list(asset.services.map((service) => nameOf(speech, plan.services[service])))],
        ["workshop-holds", list(asset.datasets.map((dataset) => nameOf(speech, plan.datasets[dataset])))],
        ["workshop-stands-for", asset.stands_for > 1 ? speech.say("workshop-things", { count: count(asset.stands_for) }) : ""],
        ["workshop-data-from", list(flows.filter((flow) => flow.to === row).slice(0, 6).map((flow) => nameOf(speech, of(flow.from))))],
        ["workshop-data-to", list(flows.filter((flow) => flow.from === row).slice(0, 6).map((flow) => nameOf(speech, of(flow.to))))],
      ]),
    );
  }
  cityPlan(app).then(
    (plan) => {
      if (gone) return;
      const shown = createMap(map, plan, { words: app.words, lang: speech.lang, label: speech.say("workshop-map-label"), legend: false });
      shown.onPick((row) => showAsset(plan, row));
      drawn = shown;
    },
    () => app.announce(speech.say("workshop-no-answer"), true),
  );
  return {
    element: node,
    update: () => {},
    leave: () => {
      gone = true;
      drawn?.destroy();
    },
  };
}
