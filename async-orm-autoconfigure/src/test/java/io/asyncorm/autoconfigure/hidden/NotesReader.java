package io.asyncorm.autoconfigure.hidden;

class NotesReader {

	NotesReader(Notes notes) {
	}

}
