package io.asyncorm.autoconfigure.hidden;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.QuerySet;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;

import static io.asyncorm.Orm.where;

interface Notes extends AsyncRepository<Note, Long> {

	CompletableFuture<List<Note>> alist(String text__startswith);

	@Query("select \"id\", char_length(\"text\") as letters from \"note\"")
	CompletableFuture<List<Length>> alengths();

	default QuerySet<Note> calm() {
		return filter(where(Note::mood).eq(Mood.CALM));
	}

}
