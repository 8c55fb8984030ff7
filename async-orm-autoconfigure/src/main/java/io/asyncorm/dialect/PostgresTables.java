package io.asyncorm.dialect;

import java.util.Collection;
import java.util.List;

import io.asyncorm.sql.TableName;

/**
 * What PostgreSQL's catalog tells of tables. Partitions, tables of extensions and indexes
 * that are not valid are not of the schema that is meant.
 */
final class PostgresTables implements CatalogTables {

	private static final TemporaryTables TEMPORARY = new TemporaryTables.Catalogued("set transaction read write",
			"create temporary table ", "",
			"select nspname from pg_catalog.pg_namespace where oid = pg_catalog.pg_my_temp_schema()",
			"explain insert into ");

	/** A text as {@code varchar}, in a text of SQL. */
	private static final String TEXT = "''([^'']|'''')*''::character varying";

	/**
	 * A condition without casts of texts to {@code text}: what the server prints of
	 * {@code in ('a', 'b')} it prints in another way once it has read it again.
	 */
	private static String uncast(String condition) {
		String lists = "pg_catalog.regexp_replace(" + condition + ", '\\(ARRAY\\[((" + TEXT + ", )*" + TEXT
				+ ")\\]\\)::text\\[\\]', 'ARRAY[\\1]', 'g')";
		return "pg_catalog.regexp_replace(" + lists + ", '\\((" + TEXT + ")\\)::text', '\\1', 'g')";
	}

	@Override
	public String currentSchema() {
		return "select pg_catalog.current_schema()";
	}

	@Override
	public String searchPath() {
		return "select name from unnest(pg_catalog.current_schemas(false)) with ordinality as path (name, place)"
				+ " order by place";
	}

	@Override
	public TemporaryTables temporaryTables() {
		return TEMPORARY;
	}

	@Override
	public CatalogQuery columns(Collection<String> schemas) {
		return CatalogQuery.of(
				"""
						select n.nspname, c.relname, case c.relkind when 'r' then 'TABLE' when 'p' then 'PARTITIONED'
						    when 'f' then 'FOREIGN' else 'VIEW' end,
						    coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), ''),
						    a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), not a.attnotnull,
						    case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end,
						    case a.attidentity when 'a' then 'ALWAYS' when 'd' then 'BY_DEFAULT' else 'NONE' end,
						    case when a.attgenerated <> '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end,
						    coalesce(pg_catalog.col_description(c.oid, a.attnum), ''),
						    coalesce((select pg_catalog.string_agg(distinct case p.classid
						            when 'pg_catalog.pg_rewrite'::pg_catalog.regclass then case r.rulename when '_RETURN' then 'view '
						                else 'rule ' || pg_catalog.quote_ident(r.rulename) || ' on ' end
						                || r.ev_class::pg_catalog.regclass::text
						            when 'pg_catalog.pg_trigger'::pg_catalog.regclass then 'trigger ' || pg_catalog.quote_ident(g.tgname)
						                || ' on ' || g.tgrelid::pg_catalog.regclass::text
						            when 'pg_catalog.pg_proc'::pg_catalog.regclass
						            then 'function ' || f.oid::pg_catalog.regprocedure::text
						            when 'pg_catalog.pg_publication_rel'::pg_catalog.regclass
						            then pg_catalog.quote_ident(o.pubname) || ' (alter publication '
						                || pg_catalog.quote_ident(o.pubname) || ' drop table ' || c.oid::pg_catalog.regclass::text || ')'
						            when 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
						            then 'statistics ' || pg_catalog.quote_ident(x.stxname)
						                || ' (where its expressions cannot be over the new type)'
						            else 'policy ' || pg_catalog.quote_ident(y.polname)
						                || ' on ' || y.polrelid::pg_catalog.regclass::text end, ', ')
						        from pg_catalog.pg_depend p
						        left join pg_catalog.pg_rewrite r on p.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
						            and r.oid = p.objid and (r.rulename <> '_RETURN' or r.ev_class <> c.oid)
						        left join pg_catalog.pg_trigger g on p.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass
						            and g.oid = p.objid and not g.tgisinternal
						        left join pg_catalog.pg_policy y on p.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass
						            and y.oid = p.objid
						        left join pg_catalog.pg_proc f on p.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
						            and f.oid = p.objid
						        left join pg_catalog.pg_publication_rel b
						            on p.classid = 'pg_catalog.pg_publication_rel'::pg_catalog.regclass and b.oid = p.objid
						        left join pg_catalog.pg_publication o on o.oid = b.prpubid
						        left join pg_catalog.pg_statistic_ext x
						            on p.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
						            and x.oid = p.objid and x.stxexprs is not null
						        where p.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
						            and p.refobjid = c.oid and p.refobjsubid = a.attnum
						            and pg_catalog.num_nonnulls(r.oid, g.oid, y.oid, f.oid, o.oid, x.oid) > 0), ''), ''
						from pg_catalog.pg_class c
						join pg_catalog.pg_namespace n on n.oid = c.relnamespace
						join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
						left join pg_catalog.pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
						where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition and n.nspname in ({names})
						    and not exists (select from pg_catalog.pg_depend e
						        where e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and e.objid = c.oid
						            and e.deptype = 'e')
						order by n.nspname, c.relname, a.attnum""",
				schemas);
	}

	/** A check that is not of columns, but of constants, still has a row. */
	@Override
	public CatalogQuery constraints(Collection<String> schemas) {
		return CatalogQuery.of("""
				select n.nspname, c.relname, k.conname,
				    case k.contype when 'p' then 'PRIMARY_KEY' when 'u' then 'UNIQUE' when 'f' then 'FOREIGN_KEY'
				        when 'x' then 'EXCLUSION' else 'CHECK' end,
				    a.attname,
				    case k.contype when 'c' then {condition}
				        when 'x' then pg_catalog.pg_get_constraintdef(k.oid) else '' end,
				    tn.nspname, t.relname, ta.attname,
				    case k.confdeltype when 'c' then 'CASCADE' when 'n' then 'SET NULL' when 'd' then 'SET DEFAULT'
				        when 'r' then 'RESTRICT' else 'NO ACTION' end,
				    k.condeferred
				from pg_catalog.pg_constraint k
				join pg_catalog.pg_class c on c.oid = k.conrelid
				join pg_catalog.pg_namespace n on n.oid = c.relnamespace
				left join lateral rows from (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey))
				    with ordinality as u(own, other, place) on true
				left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = u.own
				left join pg_catalog.pg_class t on t.oid = k.confrelid
				left join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
				left join pg_catalog.pg_attribute ta on ta.attrelid = t.oid and ta.attnum = u.other
				where k.contype in ('p', 'u', 'f', 'c', 'x') and k.conparentid = 0 and n.nspname in ({names})
				order by n.nspname, c.relname, k.conname, u.place""".replace("{condition}",
				uncast("pg_catalog.pg_get_expr(k.conbin, k.conrelid)")), schemas);
	}

	/** Options of which a default is not told: ascending, nulls last. */
	@Override
	public CatalogQuery indexes(Collection<String> schemas) {
		return CatalogQuery.of("""
				select n.nspname, c.relname, i.relname, x.indisunique, m.amname,
				    coalesce({condition}, ''),
				    coalesce(a.attname, pg_catalog.pg_get_indexdef(x.indexrelid, p.place, false)),
				    a.attname is not null,
				    pg_catalog.concat_ws(' ', case when not o.opcdefault then o.opcname end,
				        case x.indoption[p.place - 1] & 3 when 1 then 'desc nulls last' when 2 then 'nulls first'
				            when 3 then 'desc' end)
				from pg_catalog.pg_index x
				join pg_catalog.pg_class c on c.oid = x.indrelid
				join pg_catalog.pg_namespace n on n.oid = c.relnamespace
				join pg_catalog.pg_class i on i.oid = x.indexrelid
				join pg_catalog.pg_am m on m.oid = i.relam
				join lateral pg_catalog.generate_series(1, x.indnkeyatts::int) as p(place) on true
				left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[p.place - 1]
				left join pg_catalog.pg_opclass o on o.oid = x.indclass[p.place - 1]
				where x.indisvalid and not i.relispartition and n.nspname in ({names})
				    and not exists (select from pg_catalog.pg_constraint k
				        where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
				order by n.nspname, c.relname, i.relname, p.place""".replace("{condition}",
				uncast("pg_catalog.pg_get_expr(x.indpred, x.indrelid)")), schemas);
	}

	@Override
	public CatalogQuery partitions(Collection<String> schemas) {
		return CatalogQuery.of("""
				select n.nspname, c.relname, a.attname, pg_catalog.count(*)
				from pg_catalog.pg_partitioned_table p
				join pg_catalog.pg_class c on c.oid = p.partrelid
				join pg_catalog.pg_namespace n on n.oid = c.relnamespace
				join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
				join pg_catalog.pg_inherits i on i.inhparent = c.oid
				where p.partstrat = 'h' and p.partnatts = 1 and not c.relispartition and n.nspname in ({names})
				group by n.nspname, c.relname, a.attname""", schemas);
	}

	/** What is as it is by default is not told. */
	@Override
	public CatalogQuery identityOptions(TableName table, String column) {
		return new CatalogQuery(
				"""
						select pg_catalog.concat_ws(' ', case when s.seqincrement <> 1 then 'increment by ' || s.seqincrement end,
						    case when s.seqmin not in (1, -32768, -2147483648, -9223372036854775808) then 'minvalue ' || s.seqmin end,
						    case when s.seqmax not in (-1, 32767, 2147483647, 9223372036854775807) then 'maxvalue ' || s.seqmax end,
						    case when s.seqstart <> case when s.seqincrement > 0 then s.seqmin else s.seqmax end
						        then 'start with ' || s.seqstart end,
						    case when s.seqcache <> 1 then 'cache ' || s.seqcache end, case when s.seqcycle then 'cycle' end)
						from pg_catalog.pg_sequence s
						join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
						    and d.objid = s.seqrelid and d.refclassid = d.classid and d.deptype = 'i'
						join pg_catalog.pg_class c on c.oid = d.refobjid
						join pg_catalog.pg_namespace n on n.oid = c.relnamespace
						join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
						where n.nspname = ? and c.relname = ? and a.attname = ?""",
				List.of(table.schema(), table.name(), column));
	}

}
