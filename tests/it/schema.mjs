// As much of JSON Schema as our own schemas use: type, enum, pattern, minimum, maximum, required,
// properties, additionalProperties: false, items.  Gives what is wrong, with its place.
export function violations(schema, value, at = '$') {
	const is = { null: value === null, array: Array.isArray(value), string: typeof value === 'string',
		integer: Number.isInteger(value), object: value !== null && typeof value === 'object' && !Array.isArray(value) }
	const types = [schema.type ?? []].flat()
	if (types.length && !types.some(t => is[t]))
		return [`${at}: ${JSON.stringify(value)} is not ${types.join(' or ')}`]
	const bad = []
	if (schema.enum && !schema.enum.includes(value)) bad.push(`${at}: ${JSON.stringify(value)} is not in the list`)
	if (schema.pattern && is.string && !new RegExp(schema.pattern).test(value)) bad.push(`${at}: ${value} does not match`)
	if (is.integer && (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity))) bad.push(`${at}: ${value} is out of range`)
	if (is.array && schema.items)
		value.forEach((v, i) => bad.push(...violations(schema.items, v, `${at}[${i}]`)))
	if (is.object && schema.properties) {
		for (const k of schema.required ?? [])
			if (!(k in value)) bad.push(`${at}.${k} is missing`)
		for (const [k, v] of Object.entries(value))
			if (schema.properties[k]) bad.push(...violations(schema.properties[k], v, `${at}.${k}`))
			else if (schema.additionalProperties === false) bad.push(`${at}.${k} is not in the schema`)
	}
	return bad
}
