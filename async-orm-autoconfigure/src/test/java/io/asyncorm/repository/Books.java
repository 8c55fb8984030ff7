package io.asyncorm.repository;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Expr;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.Library.Author;
import io.asyncorm.repository.Library.Book;
import io.asyncorm.repository.Library.Genre;
import io.asyncorm.repository.Library.Tag;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.Orm.where;

/**
 * A repository of books that declares a method of each form.
 */
interface Books extends AsyncRepository<Book, Long> {

	CompletableFuture<Optional<Book>> afirst(String title__icontains);

	CompletableFuture<List<Book>> alist(String author__name, int pages__gte);

	CompletableFuture<Book> aget(String title);

	CompletableFuture<Long> acount(Genre genre);

	CompletableFuture<Long> acount(Ref<Author> author);

	CompletableFuture<Long> acount(Author author);

	CompletableFuture<Long> acount(@Nullable LocalDate published);

	CompletableFuture<Boolean> aexists(@jakarta.annotation.Nullable LocalDate published);

	CompletableFuture<Long> acount(List<Integer> pages__range);

	CompletableFuture<Boolean> aexists(boolean published__isnull);

	CompletableFuture<Boolean> aexists(@Param("author__name__istartswith") String beginning);

	CompletableFuture<List<Book>> alist(long author_id);

	CompletableFuture<List<Book>> alist(Collection<Long> id__in);

	CompletableFuture<List<Book>> alist(int[] pages__in);

	CompletableFuture<List<Book>> alist(QuerySet<Tag> tags__in);

	CompletableFuture<Book> acreate(String title, int pages, Ref<Author> author);

	CompletableFuture<Long> aupdate(int pages__lt, @NewValue LocalDate published);

	CompletableFuture<Long> aupdate(String title, @NewValue("title") String newTitle);

	CompletableFuture<Long> aupdate(String title, @NewValue Expr<Book> pages);

	CompletableFuture<Deleted> adelete(int pages__lt);

	CompletableFuture<GetOrCreate<Book>> agetOrCreate(String title, @Defaults Ref<Author> author);

	CompletableFuture<UpdateOrCreate<Book>> aupdateOrCreate(String title, @Defaults int pages,
			@Defaults Ref<Author> author);

	CompletableFuture<UpdateOrCreate<Book>> aupdateOrCreate(String title, @Defaults int pages,
			@Defaults @CreateDefaults Ref<Author> author, @CreateDefaults Genre genre);

	CompletableFuture<UpdateOrCreate<Book>> aupdateOrCreate(String title, @Defaults("title") String newTitle,
			@Defaults Ref<Author> author);

	CompletableFuture<List<Book>> alistByAuthorNameOrderByTitle(String name);

	CompletableFuture<Optional<Book>> afirstByPagesGteAndAuthorIsActiveOrderByPublishedDescAndIdAsc(int pages,
			boolean active);

	CompletableFuture<Long> acountByPagesRange(int from, int to);

	CompletableFuture<Boolean> aexistsByTagsNameIn(List<String> names);

	CompletableFuture<Deleted> adeleteByPublishedIsnull(boolean unpublished);

	CompletableFuture<Book> agetByAuthorIdAndTitleIexact(Long author, String title);

	CompletableFuture<List<Book>> alistByAuthor(Ref<Author> author);

	CompletableFuture<Book> agetByPk(long key);

	CompletableFuture<List<Book>> alistOrderByPagesDesc();

	default QuerySet<Book> longOnes() {
		return filter(where(Book::pages).gte(600));
	}

	default CompletableFuture<Long> lengthOf(String text, int more, long most) {
		return filter("pages", text.length() + more + most).acount();
	}

	default void failing() throws IOException {
		throw new IOException("no");
	}

	static String described() {
		return "books";
	}

}
