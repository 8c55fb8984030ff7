import { createBook, changeBook, deleteBook } from "./api.js";
import { askForBook, askForDeletion } from "./dialogs.js";
import { BookList } from "./list.js";

const list = new BookList({ edit, remove });

document.querySelector("#add").addEventListener("click", add);
list.load();

/** The dialog gives focus back to what opened it. */
async function add() {
	const book = await askForBook("Add a book", undefined, createBook);
	if (book) {
		await list.load(`“${book.title}” was added.`);
	}
}

/** What opened the dialog is made anew with the list. */
async function edit(book) {
	const changed = await askForBook("Edit this book", book, (values) => change(book, values));
	if (changed) {
		await list.load(`“${changed.title}” was saved.`);
		list.focus(book.id, ".edit");
	}
}

/** In one request: all of it is saved, or nothing. */
function change(book, values) {
	const changes = Object.entries(values).filter(([field, value]) => String(value) !== String(book[field]));
	return changeBook(book.id, Object.fromEntries(changes));
}

async function remove(book) {
	const neighbour = list.neighbour(book.id);
	if (await askForDeletion(book, () => deleteBook(book.id))) {
		await list.load(`“${book.title}” was deleted.`);
		list.focus(neighbour, ".delete");
	}
}
