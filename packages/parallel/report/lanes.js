// Arranges transfers in lanes.

/**
 * Puts each transfer into the first lane that is free when it starts; with `byHost`, each host has its own lanes.
 * @returns {{ bars: [row: object, lane: number][], hosts: [host: string, lane: number][], count: number }}
 */
export function lanesOf(rows, byHost) {
  const groups = byHost ? [...groupedByHost(rows)].sort(([a], [b]) => (a < b ? -1 : 1)) : [['', rows]];
  const [bars, hosts] = [[], []];
  let count = 0;
  for (const [host, some] of groups) {
    if (byHost) hosts.push([host, count]);
    const ends = [];
    for (const row of [...some].sort((a, b) => a.start - b.start)) {
      let lane = ends.findIndex((end) => end <= row.start);
      if (lane < 0) lane = ends.length;
      ends[lane] = row.end;
      bars.push([row, count + lane]);
    }
    count += ends.length;
  }
  return { bars, hosts, count };
}

function groupedByHost(rows) {
  const groups = new Map();
  for (const row of rows) {
    if (groups.has(row.host)) groups.get(row.host).push(row);
    else groups.set(row.host, [row]);
  }
  return groups;
}
