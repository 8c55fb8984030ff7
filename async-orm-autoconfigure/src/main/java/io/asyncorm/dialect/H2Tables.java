package io.asyncorm.dialect;

import java.util.Collection;

/**
 * What H2's catalog tells of tables.
 */
final class H2Tables implements CatalogTables {

	private static final TemporaryTables TEMPORARY = new TemporaryTables.Catalogued("", "create local temporary table ",
			"drop table if exists ", "select current_schema", "insert into ");

	@Override
	public String currentSchema() {
		return "select current_schema";
	}

	@Override
	public TemporaryTables temporaryTables() {
		return TEMPORARY;
	}

	@Override
	public CatalogQuery columns(Collection<String> schemas) {
		return CatalogQuery.of("""
				select c.table_schema, c.table_name, case t.table_type when 'VIEW' then 'VIEW' else 'TABLE' end,
				    coalesce(t.remarks, ''), c.column_name,
				    case when c.data_type in ('NUMERIC', 'DECIMAL') and c.declared_numeric_precision is not null
				            then 'NUMERIC(' || c.numeric_precision || ', ' || c.numeric_scale || ')'
				        when c.data_type in ('CHARACTER VARYING', 'CHARACTER', 'VARCHAR_IGNORECASE', 'BINARY',
				                'BINARY VARYING') and c.character_maximum_length not in (1048576, 1000000000)
				            then c.data_type || '(' || c.character_maximum_length || ')'
				        when c.data_type = 'INTERVAL' then 'INTERVAL ' || c.interval_type
				        when c.data_type like 'TIME%' then regexp_replace(c.data_type, '^(TIME(STAMP)?)',
				            '$1(' || c.datetime_precision || ')')
				        when c.data_type = 'ENUM' then 'ENUM(' || (
				            select listagg('''' || replace(e.value_name, '''', '''''') || '''', ', ')
				                within group (order by e.value_ordinal)
				            from information_schema.enum_values e
				            where e.object_schema = c.table_schema and e.object_name = c.table_name
				                and e.object_type = 'TABLE' and e.enum_identifier = c.dtd_identifier) || ')'
				        else c.data_type end,
				    c.is_nullable = 'YES', case when c.is_identity = 'NO' then c.column_default end,
				    case c.identity_generation when 'ALWAYS' then 'ALWAYS' when 'BY DEFAULT' then 'BY_DEFAULT'
				        else 'NONE' end,
				    c.generation_expression, coalesce(c.remarks, ''), '', ''
				from information_schema.columns c
				join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
				where c.table_schema in ({names}) and c.table_catalog = current_catalog
				order by c.table_schema, c.table_name, c.ordinal_position""", schemas);
	}

	/**
	 * Where a column was renamed, H2 tells the former name for the keys over it, until it
	 * opens the database again; but not for the indexes of the keys.
	 */
	@Override
	public CatalogQuery constraints(Collection<String> schemas) {
		return CatalogQuery.of("""
				select c.table_schema, c.table_name, c.constraint_name, replace(c.constraint_type, ' ', '_'),
				    case when u.column_name is null or exists (select 1 from information_schema.columns o
				            where o.table_schema = u.table_schema and o.table_name = u.table_name
				                and o.column_name = u.column_name) then u.column_name
				        else (select i.column_name from information_schema.index_columns i
				            where i.table_schema = c.table_schema and i.table_name = c.table_name
				                and i.index_name = c.index_name and i.ordinal_position = u.ordinal_position) end,
				    coalesce(k.check_clause, ''), f.table_schema, f.table_name,
				    case when f.column_name is null or exists (select 1 from information_schema.columns o
				            where o.table_schema = f.table_schema and o.table_name = f.table_name
				                and o.column_name = f.column_name) then f.column_name
				        else (select i.column_name from information_schema.table_constraints t
				            join information_schema.index_columns i on i.table_schema = t.table_schema
				                and i.table_name = t.table_name and i.index_name = t.index_name
				            where t.table_schema = f.table_schema and t.table_name = f.table_name
				                and t.constraint_name = f.constraint_name
				                and i.ordinal_position = f.ordinal_position) end,
				    r.delete_rule, false
				from information_schema.table_constraints c
				left join information_schema.key_column_usage u on u.constraint_schema = c.constraint_schema
				    and u.constraint_name = c.constraint_name
				left join information_schema.check_constraints k on k.constraint_schema = c.constraint_schema
				    and k.constraint_name = c.constraint_name
				left join information_schema.referential_constraints r on r.constraint_schema = c.constraint_schema
				    and r.constraint_name = c.constraint_name
				left join information_schema.key_column_usage f on f.constraint_schema = r.unique_constraint_schema
				    and f.constraint_name = r.unique_constraint_name
				    and f.ordinal_position = u.position_in_unique_constraint
				where c.table_schema in ({names}) and c.table_catalog = current_catalog
				order by c.table_schema, c.table_name, c.constraint_name, u.ordinal_position""", schemas);
	}

	/** H2 makes an index of its own for each key. */
	@Override
	public CatalogQuery indexes(Collection<String> schemas) {
		return CatalogQuery.of("""
				select i.table_schema, i.table_name, i.index_name, x.index_type_name = 'UNIQUE INDEX', 'btree', '',
				    i.column_name, true, case when i.ordering_specification = 'DESC' then 'desc' else '' end
				from information_schema.index_columns i
				join information_schema.indexes x on x.index_schema = i.index_schema and x.index_name = i.index_name
				where i.table_schema in ({names}) and not x.is_generated
				order by i.table_schema, i.table_name, i.index_name, i.ordinal_position""", schemas);
	}

}
