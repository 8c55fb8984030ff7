package io.asyncorm.autoconfigure;

import java.util.Locale;
import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.query.LifecycleCallbacks;

/** Stores the names of authors in capitals. */
class Shouting implements LifecycleCallbacks<Author> {

	@Override
	public Author beforeCreate(Author author) {
		return new Author(author.id(), author.name().toUpperCase(Locale.ROOT));
	}

}
