package io.asyncorm.repository;

import io.asyncorm.query.QuerySet;

/**
 * Marks an interface as a repository of a model, whose methods are implemented from their
 * declarations. Extend it directly to offer the declared methods and nothing else, and
 * {@link AsyncRepository} to offer everything that a query set can do besides.
 *
 * @param <M> the model
 * @param <K> the type of its key
 * @since 0.1.0
 */
public interface Repository<M, K> {

	/**
	 * The query set that everything here begins with, as Django's {@code get_queryset}:
	 * all objects, unless a repository overrides it to leave some out:
	 *
	 * <pre class="code">
	 * default QuerySet&lt;Book&gt; scope(QuerySet&lt;Book&gt; all) {
	 * 	return all.filter("inPrint", true);
	 * }
	 * </pre>
	 *
	 * Asked for once, at startup. Inherited and declared methods begin with it, but for
	 * what creates and saves, and for SQL; related objects are not restricted by it.
	 * @param all all objects of the model
	 */
	default QuerySet<M> scope(QuerySet<M> all) {
		return all;
	}

}
