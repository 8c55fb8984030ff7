const editor = document.querySelector("#editor");

const deletion = document.querySelector("#deletion");

/** The names that the models have for fields of the form. */
const MODEL_FIELDS = { name: "author" };

/**
 * Asks for a book's values and saves them; what is refused is shown beside its field, and
 * asked for again. Gives what was saved, or nothing.
 */
export function askForBook(heading, book, save) {
	const form = editor.querySelector("form");
	editor.querySelector("h2").textContent = heading;
	fill(form, book ?? { language: "en" });
	showErrors(form, {});
	return ask(editor, async () => {
		if (showErrors(form, missing(form))) {
			return undefined;
		}
		return save(values(form));
	});
}

/** Asks whether a book is to be deleted, and does it. Gives whether it was. */
export function askForDeletion(book, remove) {
	deletion.querySelector("#deletion-text").textContent =
		`“${book.title}” by ${book.author} and what readers said about it will be gone.`;
	return ask(deletion, async () => {
		await remove();
		return true;
	});
}

/**
 * Opens a dialog until what it is submitted for was done, or it is cancelled: by its
 * button, or by Escape, but not while it is being done.
 */
function ask(dialog, action) {
	const form = dialog.querySelector("form");
	const cancel = dialog.querySelector(".cancel");
	const opened = new AbortController();
	let running = false;
	let result;
	const run = (begins) => {
		running = begins;
		cancel.disabled = begins;
		form.ariaBusy = `${begins}`;
	};
	const submit = async (event) => {
		event.preventDefault();
		if (running) {
			return;
		}
		run(true);
		showProblem(dialog, "");
		try {
			result = await action();
			if (result !== undefined) {
				dialog.close();
			}
		}
		catch (error) {
			const beside = showErrors(form, error.fields ?? {});
			showProblem(dialog, beside ? "" : error.message);
		}
		run(false);
	};
	showProblem(dialog, "");
	form.addEventListener("submit", submit, opened);
	cancel.addEventListener("click", () => dialog.close(), opened);
	dialog.addEventListener("keydown", (event) => keepOpen(event, running && event.key === "Escape"), opened);
	dialog.addEventListener("cancel", (event) => keepOpen(event, running), opened);
	dialog.showModal();
	return new Promise((resolve) => {
		dialog.addEventListener("close", () => {
			opened.abort();
			resolve(result);
		}, opened);
	});
}

/** Browsers let a page prevent `cancel` but once in a row, and so Escape comes first. */
function keepOpen(event, needed) {
	if (needed) {
		event.preventDefault();
	}
}

function fill(form, book) {
	for (const input of form.querySelectorAll("input")) {
		const value = book[input.name] ?? "";
		input.value = Array.isArray(value) ? value.join(", ") : value;
	}
}

function values(form) {
	const { title, author, year, pages, language, tags } = Object.fromEntries(new FormData(form));
	return {
		title: title.trim(),
		author: author.trim(),
		year: Number(year),
		pages: Number(pages),
		language: language.trim(),
		tags: tags.split(",").map((tag) => tag.trim()).filter(Boolean),
	};
}

/** What the browser itself can tell, in its words. */
function missing(form) {
	const inputs = [...form.querySelectorAll("input")].filter((input) => !input.validity.valid);
	return Object.fromEntries(inputs.map((input) => [input.name, input.validationMessage]));
}

/** Shows errors beside their fields, and goes to the first; gives whether there is one. */
function showErrors(form, errors) {
	const byField = Object.fromEntries(
		Object.entries(errors).map(([field, message]) => [MODEL_FIELDS[field] ?? field, message]));
	let first;
	for (const input of form.querySelectorAll("input")) {
		const message = byField[input.name] ?? "";
		document.querySelector(`#${input.name}-error`).textContent = message;
		input.ariaInvalid = message ? "true" : "false";
		first ??= message ? input : undefined;
	}
	first?.focus();
	return first !== undefined;
}

function showProblem(dialog, message) {
	const problem = dialog.querySelector(".problem");
	problem.textContent = message;
	problem.hidden = !message;
}
