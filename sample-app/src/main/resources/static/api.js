/** What the server refuses or cannot do, in words, and what is wrong with which field. */
export class Failure extends Error {

	constructor(message, fields = {}) {
		super(message);
		this.fields = fields;
	}

}

const UNREACHABLE = "The server cannot be reached. Is the network there, and the application running?";

const BUSY = "The server has too much to do at the moment. Try again in a moment.";

export const findBooks = (parameters, signal) => send("GET", `books?${new URLSearchParams(parameters)}`, undefined, signal);

export const createBook = (book) => send("POST", "books", book);

export const changeBook = (id, changes) => send("PATCH", `books/${id}`, changes);

export const deleteBook = (id) => send("DELETE", `books/${id}`);

async function send(method, url, body, signal) {
	const request = { method, signal, headers: { Accept: "application/json" } };
	if (body !== undefined) {
		request.headers["Content-Type"] = "application/json";
		request.body = JSON.stringify(body);
	}
	const { response, content } = await exchange(url, request);
	if (!response.ok) {
		throw failure(response.status, content);
	}
	return content;
}

async function exchange(url, request) {
	try {
		const response = await fetch(url, request);
		const text = await response.text();
		return { response, content: parse(text) };
	}
	catch (error) {
		throw (error.name === "AbortError") ? error : new Failure(UNREACHABLE);
	}
}

/** What a proxy answers may be no JSON. */
function parse(text) {
	try {
		return JSON.parse(text);
	}
	catch {
		return {};
	}
}

/**
 * Of problem details: the text, and the fields that are named in any of three ways. What
 * has an index is one of the tags, the only list that is sent.
 */
function failure(status, problem) {
	const fields = {};
	for (const [field, messages] of Object.entries(problem.errors ?? {})) {
		fields[("index" in problem) ? "tags" : field] = messages.join(", ");
	}
	for (const field of problem.fields ?? [problem.field].filter(Boolean)) {
		fields[field] = problem.detail;
	}
	const otherwise = (status === 503) ? BUSY : `The server answered with the status ${status}.`;
	return new Failure(problem.detail ?? otherwise, fields);
}
