package io.asyncorm.query;

import java.util.Collection;

import io.asyncorm.model.MessageText;
import io.asyncorm.model.NearestName;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * {@code using(name)} names a data source that is not there.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class UnknownDataSourceException extends InvalidDataAccessApiUsageException {

	/**
	 * @param name what was named
	 * @param choices those that could have been
	 */
	public UnknownDataSourceException(String name, Collection<String> choices) {
		super("using(\"" + MessageText.name(name) + "\"): there is no such data source."
				+ NearestName.suggest(name, choices)
				+ (choices.isEmpty()
						? " There is only the one of this query set, which has no name: name others with"
								+ " @EnableAsyncRepositories(dataSourceRef = \"...\"), or without Spring Boot with"
								+ " AsyncOrm.Builder.using(\"...\", other)"
						: " There are: " + String.join(", ", choices)));
	}

}
