// Tests that answer to an id of the OWASP list (TRUST.md 1.1; tests/asvs/README.md).
//
//	asvs(t, 'asvs_v3_5_1', 'a form of another site changes nothing', async () => { ... })
//
// Several ids: 'asvs_v8_2_1 asvs_v8_2_2'.  ASVS=asvs_v3_5_1 in the environment runs that one alone
// (tests/mutant/run does so).
const only = (process.env.ASVS ?? '').split(',').filter(Boolean)

export const wanted = ids => !only.length || ids.split(' ').some(id => only.includes(id))

export async function asvs(t, ids, sentence, fn) {
	for (const id of ids.split(' '))
		if (!/^asvs_v\d+_\d+_\d+$/.test(id))
			throw new Error(`${id} is no id`)
	if (wanted(ids))
		await t.test(`${ids} ${sentence}`, fn)
}
