import { findBooks } from "./api.js";

const PAGE_SIZE = 20;

/** The last that the server takes; who looks for what is behind it searches. */
const MAX_OFFSET = 10_000;

const TYPING_PAUSE = 200;

const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

const find = (selector) => document.querySelector(selector);

/** The books that are searched for, page by page. */
export class BookList {

	#books = find("#books");

	#actions;

	#page = 0;

	#request = new AbortController();

	#timer;

	constructor(actions) {
		this.#actions = actions;
		find("#query").addEventListener("input", () => this.#searchSoon());
		find("#search").addEventListener("submit", (event) => {
			event.preventDefault();
			this.#search();
		});
		find("#lookup").addEventListener("change", () => this.#search());
		find("#order").addEventListener("change", () => this.#search());
		find("#previous").addEventListener("click", () => this.#turn(this.#page - 1));
		find("#next").addEventListener("click", () => this.#turn(this.#page + 1));
		find("#failure button").addEventListener("click", () => this.#tryAgain());
		find("#nothing button").addEventListener("click", () => this.#clear());
	}

	/** Loads the page anew; what was asked for before is no longer waited for. */
	async load(news = "") {
		clearTimeout(this.#timer);
		this.#request.abort();
		this.#request = new AbortController();
		const { signal } = this.#request;
		const query = find("#query").value.trim();
		this.#books.ariaBusy = "true";
		try {
			const found = await findBooks(this.#parameters(query), signal);
			if (signal.aborted) {
				return;
			}
			if (found.books.length === 0 && found.count > 0) {
				this.#page = pagesOf(found.count) - 1;
				await this.load(news);
				return;
			}
			this.#show(found, query, news);
		}
		catch (error) {
			if (!signal.aborted) {
				this.#showFailure(error, news);
			}
		}
	}

	/** The book that is there when this one is gone. */
	neighbour(id) {
		const item = this.#item(id);
		return (item?.nextElementSibling ?? item?.previousElementSibling)?.dataset.id;
	}

	/** Focuses a button of a book, or the list if the book is not on the page. */
	focus(id, button) {
		(this.#item(id)?.querySelector(button) ?? this.#books).focus();
	}

	#item(id) {
		return this.#books.querySelector(`:scope > [data-id="${id}"]`);
	}

	#parameters(query) {
		const parameters = { orderBy: find("#order").value, limit: PAGE_SIZE, offset: this.#page * PAGE_SIZE };
		if (query) {
			parameters[find("#lookup").value] = query;
		}
		return parameters;
	}

	#searchSoon() {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#search(), TYPING_PAUSE);
	}

	#search() {
		this.#page = 0;
		this.load();
	}

	#clear() {
		find("#query").value = "";
		find("#query").focus();
		this.#search();
	}

	async #turn(page) {
		this.#page = page;
		await this.load();
		this.#books.focus({ preventScroll: true });
		window.scrollTo({ top: 0 });
	}

	/** The button is gone when there are books, and the focus with it. */
	async #tryAgain() {
		const focused = document.activeElement;
		await this.load();
		if (find("#failure").hidden && [focused, document.body].includes(document.activeElement)) {
			this.#books.focus({ preventScroll: true });
		}
	}

	/** By what was asked for: somebody may have typed on. */
	#show({ count, books }, query, news) {
		this.#books.replaceChildren(...books.map((book) => this.#toItem(book)));
		this.#books.ariaBusy = "false";
		find("#failure").hidden = true;
		find("#nothing").hidden = count > 0;
		find("#nothing p").textContent = query ? `Nothing was found for “${query}”.` : "There are no books yet.";
		find("#nothing button").hidden = !query;
		find("#status").textContent = `${news} ${number(count, "book")}${query ? ` for “${query}”` : ""}`.trim();
		this.#showPages(count);
	}

	#showPages(count) {
		const pages = pagesOf(count);
		const more = (pages * PAGE_SIZE < count) ? "; search to see more" : "";
		find("#pages").hidden = pages < 2;
		find("#page").textContent = `Page ${this.#page + 1} of ${pages}${more}`;
		find("#previous").disabled = this.#page === 0;
		find("#next").disabled = this.#page + 1 >= pages;
	}

	#showFailure(error, news) {
		this.#books.ariaBusy = "false";
		find("#status").textContent = news;
		find("#nothing").hidden = true;
		find("#failure p").textContent = error.message;
		find("#failure").hidden = false;
	}

	/** Only as text: a title may have whatever characters it likes. */
	#toItem(book) {
		const item = find("#book").content.firstElementChild.cloneNode(true);
		const tags = item.querySelector(".tags");
		const edit = item.querySelector(".edit");
		const remove = item.querySelector(".delete");
		item.dataset.id = book.id;
		item.querySelector("h2").textContent = book.title;
		item.querySelector(".author").textContent = book.author;
		item.querySelector(".details").textContent = details(book);
		tags.append(...book.tags.map(toTag));
		tags.hidden = book.tags.length === 0;
		edit.ariaLabel = `Edit ${book.title}`;
		edit.addEventListener("click", () => this.#actions.edit(book));
		remove.ariaLabel = `Delete ${book.title}`;
		remove.addEventListener("click", () => this.#actions.remove(book));
		return item;
	}

}

function pagesOf(count) {
	return Math.min(Math.ceil(count / PAGE_SIZE), MAX_OFFSET / PAGE_SIZE + 1);
}

function toTag(name) {
	const tag = document.createElement("li");
	tag.textContent = name;
	return tag;
}

function details(book) {
	const year = (book.year < 0) ? `${-book.year} BC` : `${book.year}`;
	return [year, language(book.language), book.pages && number(book.pages, "page")].filter(Boolean).join(" · ");
}

function language(code) {
	try {
		return LANGUAGES.of(code);
	}
	catch {
		return code;
	}
}

function number(count, thing) {
	return `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
}
