package io.asyncorm.autoconfigure;

import java.util.List;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.async.AsyncDispatcher;

/**
 * A data source that async-orm is set up over, for those who look after an application.
 * <p>
 * Internal: it may change at any time.
 *
 * @param name the name of the data source
 * @param assembly its models, and what it speaks
 * @param dispatcher runs its operations
 * @param repositories the interfaces of its repositories
 * @since 0.1.0
 */
public record Database(String name, Assembly assembly, AsyncDispatcher dispatcher, List<Class<?>> repositories) {

	public Database {
		repositories = List.copyOf(repositories);
	}

}
