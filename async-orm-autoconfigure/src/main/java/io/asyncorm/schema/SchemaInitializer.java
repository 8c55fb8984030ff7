package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.SchemaAction;

/**
 * Creates and drops the tables of the models by a {@link SchemaAction}, when the
 * application starts and when it stops.
 *
 * @since 0.1.0
 */
public final class SchemaInitializer {

	private final ModelRegistry models;

	private final SchemaGenerator generator;

	private final SchemaAction action;

	private final DdlExecutor executor;

	public SchemaInitializer(ModelRegistry models, SchemaGenerator generator, SchemaAction action,
			DdlExecutor executor) {
		this.models = models;
		this.generator = generator;
		this.action = action;
		this.executor = executor;
	}

	/** To be called before the first query. */
	public void start() {
		switch (this.action) {
			case NONE -> {
			}
			case CREATE -> this.executor.execute((existing) -> this.generator.create(this.models, existing));
			case CREATE_DROP -> this.executor.execute((existing) -> recreate());
		}
	}

	/** To be called after the last query. */
	public void stop() {
		if (this.action == SchemaAction.CREATE_DROP) {
			this.executor.execute((existing) -> this.generator.drop(this.models));
		}
	}

	private List<String> recreate() {
		List<String> statements = new ArrayList<>(this.generator.drop(this.models));
		statements.addAll(this.generator.create(this.models, Set.of()));
		return statements;
	}

}
