package io.asyncorm.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.jdbc.OwnTypeModels.Containers;
import io.asyncorm.jdbc.OwnTypeModels.Lists;
import io.asyncorm.jdbc.OwnTypeModels.Ranges;
import io.asyncorm.jdbc.OwnTypeModels.Searched;
import io.asyncorm.jdbc.OwnTypeModels.Vectors;
import io.asyncorm.jdbc.OwnTypeModels.Wholes;
import io.asyncorm.jdbc.TypeModels.Scalars;
import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.ModelWrites;
import io.asyncorm.testdatabase.TestDatabase;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A database with the tables of all types that an engine has. The tables are made by
 * sessions in UTC, of which defaults without a zone are.
 */
final class TypeDatabase implements AutoCloseable {

	private final TypeEngine engine;

	private final HikariDataSource pool;

	private final WriteDatabase database;

	private final Set<Class<?>> used = new LinkedHashSet<>();

	TypeDatabase(TypeEngine engine) {
		this.engine = engine;
		this.pool = engine.database().createInUtc(2);
		Class<?>[] models = models().toArray(Class<?>[]::new);
		WriteDatabase tables = new WriteDatabase(this.pool, models);
		this.database = tables.on(engine.open(this.pool), engine.known(), models);
	}

	List<Class<?>> models() {
		List<Class<?>> models = new ArrayList<>(TypeKeys.ALL);
		models.addAll(List.of(Scalars.class, Wholes.class));
		models.addAll(TypeDefaults.models(this.engine.database()));
		if (this.engine.database() == TestDatabase.POSTGRESQL) {
			models.addAll(TypeKeys.RANGES);
			models.addAll(List.of(Lists.class, Containers.class, Ranges.class, Vectors.class, Searched.class));
		}
		return models;
	}

	TypeEngine engine() {
		return this.engine;
	}

	/** By sessions in UTC. */
	JdbcTemplate tables() {
		return new JdbcTemplate(this.pool);
	}

	/** The types that the engine has. */
	Stream<TypeCell> cells() {
		return TypeTable.of(this.engine.database()).map((row) -> new TypeCell(row, this));
	}

	<M> QuerySet<M> all(Class<M> model) {
		this.used.add(model);
		return this.database.all(model);
	}

	<M> ModelWrites<M> writes(Class<M> model) {
		this.used.add(model);
		return this.database.writes(model);
	}

	/** Deletes what a test may have stored. */
	void empty() {
		this.used.forEach((model) -> this.database.all(model).adelete().join());
		this.used.clear();
	}

	@Override
	public void close() {
		this.database.close();
		this.pool.close();
	}

}
