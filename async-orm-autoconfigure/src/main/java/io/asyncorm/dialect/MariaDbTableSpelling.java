package io.asyncorm.dialect;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the DDL of tables as MariaDB has it, which tells a column as a whole to alter
 * it.
 */
final class MariaDbTableSpelling implements TableSpelling {

	private static final Pattern ON_UPDATE = Pattern.compile("(?i)on update current_timestamp(?:\\(\\d*\\))?\\s*");

	private static final Pattern POINT_IN_TIME = Pattern.compile("(?i)(?:datetime|timestamp)(\\(\\d+\\))?");

	@Override
	public boolean hashPartitions() {
		return false;
	}

	@Override
	public String now() {
		return "(utc_timestamp(6))";
	}

	/** Points in time are in UTC, and lengths of time in microseconds. */
	@Override
	public String constant(Object value) {
		return switch (value) {
			case Duration duration -> Long.toString(TimeUnit.MICROSECONDS.convert(duration));
			case Instant instant -> Identifiers.text(LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString());
			case String text when text.indexOf('\\') >= 0 -> "(_utf8mb4 X'" + Identifiers.hexadecimal(text) + "')";
			case String text -> Identifiers.text(text);
			default -> TableSpelling.super.constant(value);
		};
	}

	@Override
	public TextEscape escape() {
		return TextEscape.BACKSLASH;
	}

	@Override
	public String generatedKey() {
		return " auto_increment";
	}

	@Override
	public boolean indexesGeneratedKey() {
		return true;
	}

	/** Which cannot be told not to be null. */
	@Override
	public String computed(String expression, boolean nullable, boolean virtual) {
		return " generated always as (" + expression + ") " + (virtual ? "virtual" : "stored");
	}

	@Override
	public boolean quotingNames() {
		return true;
	}

	@Override
	public boolean schemaForeignKeys() {
		return true;
	}

	@Override
	public boolean movingTables() {
		return false;
	}

	@Override
	public boolean settingDefaults() {
		return false;
	}

	@Override
	public boolean partialIndexes() {
		return false;
	}

	@Override
	public boolean indexMethods() {
		return false;
	}

	@Override
	public String setNotNull(String column, String definition) {
		return "modify column " + definition;
	}

	@Override
	public String dropNotNull(String column, String definition) {
		return "modify column " + definition;
	}

	@Override
	public boolean convertsValues() {
		return true;
	}

	@Override
	public String setType(String column, String from, String to, String using, String definition) {
		return "modify column " + definition;
	}

	/** A time that each update writes has the digits of its type. */
	@Override
	public String clauses(String clauses, String type) {
		Matcher point = POINT_IN_TIME.matcher(type);
		String again = !point.lookingAt() ? ""
				: "on update current_timestamp" + ((point.group(1) != null) ? point.group(1) : "") + " ";
		return ON_UPDATE.matcher(clauses).replaceFirst(again).strip();
	}

	@Override
	public String dropExpression(String column, String definition) {
		return "modify column " + definition;
	}

	@Override
	public String dropIdentity(String column, String definition) {
		return "modify column " + definition;
	}

	@Override
	public boolean referencesFixTypes() {
		return true;
	}

	@Override
	public boolean droppingParts() {
		return false;
	}

	@Override
	public boolean sequencesForIdentities() {
		return false;
	}

	@Override
	public boolean commentStatements() {
		return false;
	}

	/** In three bytes a character. */
	@Override
	public String storedComment(String comment) {
		return comment.replaceAll("[^\\x{0}-\\x{FFFF}]", "?");
	}

	@Override
	public String tableComment(String comment) {
		return comment.isEmpty() ? "" : " comment = " + MariaDbTables.text(comment);
	}

	@Override
	public String columnComment(String comment) {
		return comment.isEmpty() ? "" : " comment " + MariaDbTables.text(comment);
	}

	/** Only unique keys, which are indexes, have names that can be changed. */
	@Override
	public String renameConstraint(String name, String to, CatalogTable.Kind kind, String definition) {
		return switch (kind) {
			case UNIQUE -> "rename index " + name + " to " + to;
			case FOREIGN_KEY -> "drop foreign key " + name + ", add " + definition;
			case PRIMARY_KEY, CHECK, EXCLUSION -> "drop constraint " + name + ", add " + definition;
		};
	}

	@Override
	public String renameIndex(String table, String schema, String name, String to) {
		return "alter table " + table + " rename index " + name + " to " + to;
	}

	@Override
	public String dropIndex(String table, String schema, String name) {
		return "drop index " + name + " on " + table;
	}

	@Override
	public boolean replacingIndexes() {
		return true;
	}

	/** Where a sequence begins can only be a constant, unless a text is executed. */
	@Override
	public List<String> sequence(String name, String table, String column) {
		return List.of("set @async_orm_next = (select coalesce(max(" + column + "), 0) + 1 from " + table + ")",
				"execute immediate concat(" + MariaDbTables.text("create sequence " + name + " start with ")
						+ ", @async_orm_next)");
	}

	/** Three of them fit into the 3072 bytes of a key. */
	@Override
	public int keyLength() {
		return 255;
	}

	@Override
	public String drop(String table) {
		return "set statement foreign_key_checks = 0 for drop table if exists " + table;
	}

}
