package io.asyncorm.dialect;

import java.util.Collection;
import java.util.List;

/**
 * What MariaDB's catalog tells of tables. It calls its schemas databases, and keeps its
 * unique keys and indexes in one place.
 */
final class MariaDbTables implements CatalogTables {

	private static final TemporaryTables TEMPORARY = new TemporaryTables.Described() {

		@Override
		public String create() {
			return "create temporary table ";
		}

		@Override
		public String drop() {
			return "drop temporary table if exists ";
		}

		@Override
		public String insertDefaults(String table) {
			return "insert into " + table + " values ()";
		}

		@Override
		public String describe(String table) {
			return "show create table " + table;
		}

		@Override
		public List<CatalogTable> read(List<String> descriptions) {
			return descriptions.stream().map(MariaDbTableText::read).toList();
		}

	};

	/** A text, in which a backslash stands for itself, too. */
	static String text(String text) {
		return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
	}

	@Override
	public String currentSchema() {
		return "select database()";
	}

	@Override
	public TemporaryTables temporaryTables() {
		return TEMPORARY;
	}

	/**
	 * A document is a text that a check of its own column holds for valid.
	 */
	@Override
	public CatalogQuery columns(Collection<String> schemas) {
		return CatalogQuery.of(
				"""
						select c.table_schema, c.table_name, case when t.table_type = 'VIEW' then 'VIEW'
						    when t.create_options like '%partitioned%' then 'PARTITIONED' else 'TABLE' end,
						    if(t.table_type = 'VIEW', '', t.table_comment), c.column_name,
						    case when replace(k.check_clause, '"', '`') = concat('json_valid(`', c.column_name, '`)') then 'json'
						        when c.collation_name is null then c.column_type
						        else concat(c.column_type, ' character set ', c.character_set_name, ' collate ',
						            c.collation_name) end,
						    c.is_nullable = 'YES', if(c.column_default = 'NULL', null, c.column_default),
						    if(c.extra like '%auto_increment%', 'BY_DEFAULT', 'NONE'), c.generation_expression,
						    c.column_comment, '',
						    trim(concat(regexp_replace(c.extra, '(?i)auto_increment|(stored )?generated|, ', ' '),
						        if(k.check_clause is null or replace(k.check_clause, '"', '`') = concat('json_valid(`',
						            c.column_name, '`)'), '', concat(' check (', k.check_clause, ')'))))
						from information_schema.columns c
						join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
						left join information_schema.check_constraints k on k.constraint_schema = c.table_schema
						    and k.table_name = c.table_name and k.constraint_name = c.column_name and k.level = 'Column'
						where c.table_schema in ({names}) and t.table_schema in ({names}) and t.table_type <> 'SEQUENCE'
						order by c.table_schema, c.table_name, c.ordinal_position""",
				schemas);
	}

	/**
	 * Who may only read a table is told of its keys by their columns, but neither by what
	 * they are nor by the rules of foreign keys.
	 */
	@Override
	public CatalogQuery constraints(Collection<String> schemas) {
		return CatalogQuery.of(
				"""
						select u.table_schema, u.table_name, u.constraint_name,
						    case when u.referenced_table_name is not null then 'FOREIGN_KEY'
						        when u.constraint_name = 'PRIMARY' then 'PRIMARY_KEY' else 'UNIQUE' end,
						    u.column_name, '', u.referenced_table_schema, u.referenced_table_name, u.referenced_column_name,
						    coalesce(r.delete_rule, ''), false, u.ordinal_position
						from information_schema.key_column_usage u
						left join information_schema.referential_constraints r on r.constraint_schema = u.constraint_schema
						    and r.table_name = u.table_name and r.constraint_name = u.constraint_name
						where u.table_schema in ({names})
						union all
						select k.constraint_schema, k.table_name, k.constraint_name, 'CHECK', null, k.check_clause, null, null, null,
						    '', false, 0
						from information_schema.check_constraints k
						where k.constraint_schema in ({names}) and (k.level <> 'Column'
						    or replace(k.check_clause, '"', '`') <> concat('json_valid(`', k.constraint_name, '`)'))
						order by 1, 2, 3, 12""",
				schemas);
	}

	@Override
	public CatalogQuery indexes(Collection<String> schemas) {
		return CatalogQuery.of("""
				select s.table_schema, s.table_name, s.index_name, s.non_unique = 0, lower(s.index_type), '',
				    s.column_name, true, trim(concat(if(s.sub_part is null or s.index_type = 'SPATIAL', '',
				        concat('(', s.sub_part, ')')), if(s.collation = 'D', ' desc', '')))
				from information_schema.statistics s
				where s.table_schema in ({names}) and s.non_unique = 1
				order by s.table_schema, s.table_name, s.index_name, s.seq_in_index""", schemas);
	}

}
