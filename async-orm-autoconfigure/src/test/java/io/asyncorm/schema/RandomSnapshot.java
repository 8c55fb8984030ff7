package io.asyncorm.schema;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.model.ModelRegistry;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All that the schemas of models have, but for the order of columns.
 *
 * @param jdbc the database
 * @param transactions its transactions
 */
record RandomSnapshot(JdbcClient jdbc, TransactionTemplate transactions) {

	/** The tables of what runs migrations. */
	private static final Pattern OF_TOOLS = Pattern.compile("\\bran(_\\w+)?\\b");

	/** What there is. */
	List<String> now(ModelRegistry models) {
		return snapshot("public", models);
	}

	/** What there is where the models make their tables anew. */
	List<String> fresh(ModelRegistry models) {
		@Nullable List<String> fresh = this.transactions.execute((status) -> {
			this.jdbc.sql("create schema if not exists " + RandomTable.SCHEMA).update();
			this.jdbc.sql("alter schema " + RandomTable.SCHEMA + " rename to before").update();
			this.jdbc.sql("create schema fresh").update();
			this.jdbc.sql("set local search_path = fresh, public").update();
			new SchemaGenerator(new PostgresDialect()).create(models, Set.of())
				.forEach((statement) -> this.jdbc.sql(statement).update());
			List<String> found = snapshot("fresh", models);
			status.setRollbackOnly();
			return found;
		});
		return (fresh != null) ? fresh : List.of();
	}

	private List<String> snapshot(String schema, ModelRegistry models) {
		boolean other = models.models().stream().anyMatch((model) -> !model.declaredTable().schema().isEmpty());
		return Stream.concat(snapshot(schema), other ? snapshot(RandomTable.SCHEMA) : Stream.of()).sorted().toList();
	}

	private Stream<String> snapshot(String schema) {
		return Stream.of(
				"select concat_ws(' ', table_name, column_name, data_type, udt_name, character_maximum_length,"
						+ " numeric_precision, numeric_scale, is_nullable, column_default, is_identity,"
						+ " generation_expression,"
						+ " col_description((quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass,"
						+ " ordinal_position)) from information_schema.columns where table_schema = ?",
				"select case contype when 'p' then relname else conname end || ' ' || replace(pg_get_constraintdef(k.oid), c.relnamespace::regnamespace || '.', '')"
						+ " from pg_constraint k join pg_class c on c.oid = k.conrelid"
						+ " where c.relnamespace = ?::regnamespace and k.contype in ('p', 'u', 'f', 'c')",
				"select replace(indexdef, schemaname || '.', '') from pg_indexes where schemaname = ?"
						+ " and indexname not like '%pkey%'",
				"select c.relname || ' ' || obj_description(c.oid, 'pg_class') from pg_class c where"
						+ " c.relkind = 'r' and c.relnamespace = ?::regnamespace")
			.flatMap((sql) -> this.jdbc.sql(sql).param(schema).query(String.class).list().stream())
			.filter((text) -> text != null && !OF_TOOLS.matcher(text).find());
	}

}
