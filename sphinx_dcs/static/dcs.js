/* A box above each long table that shows only the rows with the words typed. */
(() => {
  "use strict";

  /* Rows that share a cell belong together: they are shown and hidden as one. */
  const blocksOf = (table) => {
    const blocks = [];
    let group = null;
    let open = 0;
    for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
      if (row.classList.contains("dcs-group")) {
        group = { row, blocks: [] };
        open = 0;
        continue;
      }
      if (open <= 0) {
        const block = { rows: [], text: "", group };
        blocks.push(block);
        if (group) group.blocks.push(block);
      }
      const block = blocks[blocks.length - 1];
      block.rows.push(row);
      block.text += " " + row.textContent.toLowerCase();
      const tallest = Math.max(...[...row.cells].map((cell) => cell.rowSpan));
      open = Math.max(open, tallest) - 1;
    }
    return blocks;
  };

  const filter = (blocks, words) => {
    let shown = 0;
    const groups = new Map();
    for (const block of blocks) {
      const visible = words.every((word) => block.text.includes(word));
      for (const row of block.rows) row.hidden = !visible;
      if (visible) shown += block.rows.length;
      if (block.group) groups.set(block.group, groups.get(block.group) || visible);
    }
    for (const [group, visible] of groups) group.row.hidden = !visible;
    return shown;
  };

  const addFilter = (region) => {
    const table = region.querySelector("table.dcs-table");
    if (!table || !table.tBodies.length) return;
    const blocks = blocksOf(table);
    const total = blocks.reduce((sum, block) => sum + block.rows.length, 0);
    const box = document.createElement("div");
    box.className = "dcs-filter";
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    input.type = "search";
    input.id = region.id + "-filter";
    label.htmlFor = input.id;
    label.textContent = "Filter rows";
    count.setAttribute("for", input.id);
    const update = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const shown = filter(blocks, words);
      count.textContent = words.length ? `${shown} of ${total} rows` : `${total} rows`;
    };
    input.addEventListener("input", update);
    box.append(label, input, count);
    region.before(box);
    update();
  };

  document.querySelectorAll("[data-dcs-filter]").forEach(addFilter);
})();
