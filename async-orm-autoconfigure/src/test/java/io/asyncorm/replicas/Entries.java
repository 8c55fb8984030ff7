package io.asyncorm.replicas;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import org.jspecify.annotations.Nullable;

/**
 * Entries, which tell by their number from where they were read: a standby that is paused
 * has fewer.
 */
public interface Entries extends AsyncRepository<Entries.Entry, Long> {

	CompletableFuture<List<Entry>> alist(String text__startswith);

	@Query("select count(*) from entry where text like :pattern")
	CompletableFuture<Long> acountLike(String pattern);

	@ReadOnly
	CompletableFuture<Long> acountByText(String text);

	@ReadOnly
	@Query("select count(*) from entry")
	CompletableFuture<Long> acountAll();

	@ReadOnly
	QuerySet<Entry> filter(String text__startswith);

	@Query("insert into entry (text, journal_id) values (:text, :journal) returning id")
	CompletableFuture<Long> aadded(String text, long journal);

	@Query("select nextval('entry_id_seq')")
	CompletableFuture<Long> anextId();

	@ReadOnly
	@Query("select nextval('entry_id_seq')")
	CompletableFuture<Long> anextIdThere();

	@Query("select id from entry order by id for update")
	CompletableFuture<List<Long>> alocked();

	/** What has entries. */
	@Model
	record Journal(@Nullable Long id, String name, @Nullable Many<Entry> entries) {
	}

	/** An entry. */
	@Model(ordering = "id")
	record Entry(@Nullable Long id, String text,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "entries") Ref<Journal> journal) {
	}

	/** What they are in. */
	interface Journals extends AsyncRepository<Journal, Long> {

	}

}
