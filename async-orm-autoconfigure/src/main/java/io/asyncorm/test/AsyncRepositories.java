package io.asyncorm.test;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.asyncorm.AsyncOrm;
import io.asyncorm.assembly.RelatedModels;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.transaction.AsyncTransactions;

import org.springframework.util.Assert;

/**
 * Repositories for a unit test, without an application, over H2 in well under a second:
 *
 * <pre class="code">
 * try (AsyncRepositories shop = AsyncRepositories.on(dataSource, Books.class, Authors.class)) {
 * 	Books books = shop.get(Books.class);
 * }
 * </pre>
 *
 * The models are those of the repositories, and all that their relations lead to; tables
 * that are missing are made. What needs more settings takes {@link AsyncOrm#builder}.
 * Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class AsyncRepositories implements AutoCloseable {

	private final AsyncOrm orm;

	private final Map<Class<?>, Object> repositories = new LinkedHashMap<>();

	private AsyncRepositories(DataSource dataSource, Class<?>[] repositories) {
		Set<Class<?>> models = RelatedModels
			.of(Arrays.stream(repositories).<Class<?>>map(RelatedModels::ofRepository).toList());
		this.orm = AsyncOrm.builder(dataSource).models(models).schemaAction(SchemaAction.CREATE).build();
		try {
			for (Class<?> repository : repositories) {
				this.repositories.put(repository, this.orm.repository(repository));
			}
		}
		catch (RuntimeException ex) {
			this.orm.close();
			throw ex;
		}
	}

	/**
	 * Makes repositories.
	 * @param dataSource the database; it stays open when they are closed
	 * @param repositories interfaces that extend
	 * {@link io.asyncorm.repository.AsyncRepository} or
	 * {@link io.asyncorm.repository.Repository}
	 * @throws io.asyncorm.model.ModelDefinitionException with all that is wrong with the
	 * models
	 * @throws io.asyncorm.repository.RepositoryDefinitionException with all that is wrong
	 * with a repository
	 */
	public static AsyncRepositories on(DataSource dataSource, Class<?>... repositories) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		Assert.notEmpty(repositories, "'repositories' must not be empty: name the interfaces to make, as in"
				+ " AsyncRepositories.on(dataSource, Books.class)");
		return new AsyncRepositories(dataSource, repositories);
	}

	/**
	 * One of the repositories.
	 * @throws IllegalArgumentException if it is none of those that were named
	 */
	public <R> R get(Class<R> repository) {
		Object found = this.repositories.get(repository);
		Assert.notNull(found, () -> "There is no '" + repository.getSimpleName() + "' here: name it in"
				+ " AsyncRepositories.on(...), too. There are: "
				+ this.repositories.keySet().stream().map(Class::getSimpleName).collect(Collectors.joining(", ")));
		return repository.cast(found);
	}

	/** Transactions that every a-method which is called in them joins. */
	public AsyncTransactions transactions() {
		return this.orm.transactions();
	}

	/**
	 * Takes no more operations, and waits for those that there are. The tables stay.
	 */
	@Override
	public void close() {
		this.orm.close();
	}

}
