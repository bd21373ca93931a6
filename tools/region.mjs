// region.mjs FOLDER... - the region codes of all Indonesia as a C table, from the npm packages
// idn-area-data in FOLDER...: the first is today's map, the others are older ones, whose codes are
// kept as retired, because a NIK keeps the code of its first registration.
// The table: one row a regency, with its name, its province and the numbers of its districts as bits.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const folders = process.argv.slice(2)
const { parse } = createRequire(path.resolve(folders[0], 'package.json'))('papaparse')	// their own reader of CSV
const rows = (folder, file) => parse(fs.readFileSync(path.join(folder, 'data', file), 'utf8').trim(), { header: true }).data
	.map(r => ({ code: r.code.replaceAll('.', ''), name: r.name.toUpperCase() }))
const fail = text => { throw new Error(text) }

const provinces = new Map(), regencies = new Map()
folders.forEach((folder, age) => {
	for (const p of rows(folder, 'provinces.csv'))
		if (!provinces.has(p.code)) provinces.set(p.code, { ...p, retired: age > 0 })
	for (const r of rows(folder, 'regencies.csv'))
		if (!regencies.has(r.code)) regencies.set(r.code, { ...r, retired: age > 0, now: [0n, 0n], ever: [0n, 0n] })
	for (const d of rows(folder, 'districts.csv')) {
		const r = regencies.get(d.code.slice(0, 4)) ?? fail(`district ${d.code} has no regency`)
		const no = Number(d.code.slice(4)), at = no >> 6, bit = 1n << BigInt(no & 63)
		r.ever[at] |= bit
		if (age === 0) r.now[at] |= bit
	}
})
const sorted = map => [...map.values()].sort((a, b) => a.code < b.code ? -1 : 1)
const bits = b => `{ 0x${b[0].toString(16)}u, 0x${b[1].toString(16)}u }`
const text = s => JSON.stringify(s)
console.log(`/* Made by tools/region.mjs.  Contains data from idn-area-data
 * (github.com/fityannugroho/idn-area-data), made available under the Open Database License
 * (ODbL) 1.0; this table is under the same license. */
static const struct region_province province[] = {
${sorted(provinces).map(p => `\t{ ${Number(p.code)}, ${Number(p.retired)}, ${text(p.name)} },`).join('\n')}
};

/* now: the districts of today's map; ever: with those of older ones */
static const struct region_regency regency[] = {
${sorted(regencies).map(r => `\t{ ${Number(r.code)}, ${Number(r.retired)}, ${bits(r.now)}, ${bits(r.ever)}, ${text(r.name)} },`).join('\n')}
};`)
