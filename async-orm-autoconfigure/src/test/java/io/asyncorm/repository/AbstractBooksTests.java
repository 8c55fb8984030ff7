package io.asyncorm.repository;

import java.util.List;
import java.util.function.Function;

import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.Library.Author;
import io.asyncorm.repository.Library.Book;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A repository of books, and the operations that its methods and query sets make.
 */
abstract class AbstractBooksTests {

	static final Ref<Author> ANN = Ref.of(Author.class, 7L);

	final RecordedOperations operations = new RecordedOperations();

	final QuerySets querySets = Library.querySets(this.operations);

	final Books books = new RepositoryProxyFactory(this.querySets).create(Books.class);

	/** A declaration in, the same operation out as the query set makes. */
	void assertSame(Function<Books, Object> declared, Function<QuerySet<Book>, Object> byHand) {
		declared.apply(this.books);
		List<List<Object>> made = this.operations.meanings();
		byHand.apply(this.querySets.of(Book.class));

		assertThat(made).hasSize(1).isEqualTo(this.operations.meanings());
	}

}
