// Two of three must be counted as failed: a wrong value and a page that is not there.
import test from 'node:test'
import assert from 'node:assert/strict'

test('good', () => {})
test('outer', async t => {
	await t.test('wrong value', () => assert.equal(1, 2))
})
