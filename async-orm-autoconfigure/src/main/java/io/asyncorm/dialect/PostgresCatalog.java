package io.asyncorm.dialect;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.asyncorm.sql.SqlType;
import io.asyncorm.sql.TextEquality;

/**
 * PostgreSQL's catalog. Types have the names that are casts without a limit: to cast to
 * {@code character} would cut a text to its first letter, {@code bpchar} does not.
 */
final class PostgresCatalog implements Catalog {

	private static final Map<String, SqlType> STANDARD = Map.ofEntries(Map.entry("text", SqlType.TEXT),
			Map.entry("character varying", SqlType.TEXT), Map.entry("boolean", SqlType.BOOLEAN),
			Map.entry("smallint", SqlType.SMALLINT), Map.entry("integer", SqlType.INTEGER),
			Map.entry("bigint", SqlType.BIGINT), Map.entry("real", SqlType.REAL),
			Map.entry("double precision", SqlType.DOUBLE), Map.entry("numeric", SqlType.DECIMAL),
			Map.entry("date", SqlType.DATE), Map.entry("time without time zone", SqlType.TIME),
			Map.entry("timestamp with time zone", SqlType.INSTANT),
			Map.entry("timestamp without time zone", SqlType.DATE_TIME), Map.entry("interval", SqlType.DURATION),
			Map.entry("uuid", SqlType.UUID), Map.entry("bytea", SqlType.BYTES), Map.entry("jsonb", SqlType.JSON));

	private static final Set<String> SYSTEM_COLUMNS = Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

	private static final String ARRAY = "[]";

	/** Types of numbers that cannot be computed with. */
	private static final Map<String, SqlType> NUMBERS = Map.of("money", SqlType.DECIMAL, "oid", SqlType.BIGINT);

	/** Types that the driver gets in binary form, and then spells by itself. */
	private static final Set<String> SPELLED_BY_DRIVER = Set.of("point", "box", "time with time zone");

	/** What declarations call types that the catalog has under other names. */
	private static final Map<String, String> SHORT_NAMES = Map.ofEntries(Map.entry("varchar", "character varying"),
			Map.entry("char", "bpchar"), Map.entry("character", "bpchar"), Map.entry("bool", "boolean"),
			Map.entry("int2", "smallint"), Map.entry("int", "integer"), Map.entry("int4", "integer"),
			Map.entry("int8", "bigint"), Map.entry("float4", "real"), Map.entry("float8", "double precision"),
			Map.entry("decimal", "numeric"), Map.entry("time", "time without time zone"),
			Map.entry("timestamptz", "timestamp with time zone"), Map.entry("timestamp", "timestamp without time zone"),
			Map.entry("bit", "\"bit\""));

	/**
	 * A domain is followed down to the type that it is over, and to the limits that it
	 * gives to that, also where it is the element of an array. Most types have an
	 * equality of their own, or are compared as another; enums and the like share one. An
	 * array has one too, but cannot be looked for in an array. Whoever may not use a
	 * schema is told of no sequence in it.
	 */
	private static final String COLUMNS = """
			with recursive base(domain, type, modifier) as (
			    select oid, oid, -1 from pg_catalog.pg_type where typtype <> 'd'
			    union all
			    select t.oid, b.type, greatest(t.typtypmod, b.modifier)
			    from pg_catalog.pg_type t join base b on t.typbasetype = b.domain
			    where t.typtype = 'd')
			select n.nspname, c.relname, a.attname, pg_catalog.format_type(t.oid, -1),
			    t.typtype <> 'b' or t.typcategory = 'S' or exists (
			        select from pg_catalog.pg_operator o
			        left join pg_catalog.pg_cast k on k.castsource = t.oid and k.castcontext = 'i'
			            and k.castmethod = 'b'
			        where o.oprname = '=' and o.oprleft = o.oprright and o.oprleft in (t.oid, k.casttarget)),
			    not l.collisdeterministic, pg_catalog.pg_table_is_visible(c.oid),
			    (select pg_catalog.array_agg(e.enumlabel::text order by e.enumsortorder)
			        from pg_catalog.pg_enum e where e.enumtypid = t.oid),
			    case when a.attgenerated <> '' or a.attidentity = 'a' then 'DATABASE'
			        when c.relkind in ('r', 'p') and pg_catalog.has_schema_privilege(n.oid, 'USAGE')
			            and pg_catalog.pg_get_serial_sequence(
			            pg_catalog.format('%I.%I', n.nspname, c.relname), a.attname) is not null then 'SEQUENCE'
			        when a.atthasdef or a.attidentity <> '' or c.relkind not in ('r', 'p') or exists (
			            select from pg_catalog.pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal)
			        then 'DEFAULT' else 'WRITTEN' end,
			    exists (select from pg_catalog.pg_constraint u
			        where u.conrelid = c.oid and u.contype in ('p', 'u') and u.condeferrable
			            and a.attnum = any (u.conkey)),
			    case pg_catalog.format_type(t.oid, -1)
			        when 'numeric' then case when greatest(a.atttypmod, b.modifier) >= 4
			            then (((greatest(a.atttypmod, b.modifier) - 4) & 2047) # 1024) - 1024 end
			        when 'money' then pg_catalog.scale('0'::money::numeric)
			        when 'smallint' then 0 when 'integer' then 0 when 'bigint' then 0
			        else case when t.typname in ('timestamp', 'timestamptz', 'time')
			            then nullif(greatest(a.atttypmod, b.modifier), -1)
			            when t.typname = 'interval'
			            then nullif(greatest(a.atttypmod, b.modifier) & 65535, 65535) end end,
			    case when greatest(a.atttypmod, b.modifier, e.modifier) >= 4 then case coalesce(s.typname, t.typname)
			        when 'varchar' then greatest(a.atttypmod, b.modifier, e.modifier) - 4
			        when 'bpchar' then greatest(a.atttypmod, b.modifier, e.modifier) - 4
			        when 'numeric' then ((greatest(a.atttypmod, b.modifier, e.modifier) - 4) >> 16) & 65535 end end
			from pg_catalog.pg_class c
			join pg_catalog.pg_namespace n on n.oid = c.relnamespace
			join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
			join base b on b.domain = a.atttypid
			join pg_catalog.pg_type t on t.oid = b.type
			left join base e on e.domain = t.typelem and t.typcategory = 'A'
			left join pg_catalog.pg_type s on s.oid = e.type
			left join pg_catalog.pg_collation l on l.oid = a.attcollation
			where c.relkind in ('r', 'p', 'v', 'm', 'f') and pg_catalog.lower(c.relname) in ({names})
			order by n.nspname, c.relname, a.attnum""";

	@Override
	public CatalogQuery columns(Collection<String> tables) {
		return CatalogQuery.of(COLUMNS, tables);
	}

	@Override
	public CatalogQuery sequences(Collection<String> sequences) {
		return CatalogQuery.of("""
				select n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid)
				from pg_catalog.pg_class c
				join pg_catalog.pg_namespace n on n.oid = c.relnamespace
				where c.relkind = 'S' and pg_catalog.lower(c.relname) in ({names})
				order by n.nspname, c.relname""", sequences);
	}

	@Override
	public CatalogQuery labels(Collection<String> types) {
		return CatalogQuery.of("""
				select pg_catalog.format_type(t.oid, -1), e.enumlabel
				from pg_catalog.pg_enum e
				join pg_catalog.pg_type t on t.oid = e.enumtypid
				where pg_catalog.format_type(t.oid, -1) in ({names})
				order by 1, e.enumsortorder""", types);
	}

	@Override
	public CatalogQuery foreignKeys(Collection<String> tables) {
		return CatalogQuery.of("""
				select n.nspname, c.relname, a.attname, case k.confdeltype when 'c' then 'CASCADE'
				    when 'n' then 'SET NULL' when 'd' then 'SET DEFAULT' when 'r' then 'RESTRICT' else 'NO ACTION' end
				from pg_catalog.pg_constraint k
				join pg_catalog.pg_class c on c.oid = k.conrelid
				join pg_catalog.pg_namespace n on n.oid = c.relnamespace
				join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
				where k.contype = 'f' and pg_catalog.lower(c.relname) in ({names})""", tables);
	}

	@Override
	public CatalogColumn read(ResultSet row) throws SQLException {
		CatalogColumn.Type type = type(row.getString(4), row.getBoolean(6)).withComparable(row.getBoolean(5))
			.withScale(row.getObject(11, Integer.class))
			.withSize(row.getObject(12, Integer.class));
		Array labels = row.getArray(8);
		return new CatalogColumn(row.getString(1), row.getString(2), row.getString(3),
				(labels != null) ? type.withLabels(List.of((String[]) labels.getArray()), true) : type,
				row.getBoolean(7), CatalogColumn.Source.valueOf(row.getString(9)), row.getBoolean(10));
	}

	@Override
	public boolean isHidden(String column) {
		return SYSTEM_COLUMNS.contains(column);
	}

	@Override
	public CatalogColumn.Type declared(String type) {
		String name = type.strip().replaceFirst("\\s*\\([^)]*\\)", "").toLowerCase(Locale.ROOT);
		if (name.endsWith(ARRAY)) {
			CatalogColumn.Type element = declared(type.strip().substring(0, type.strip().length() - ARRAY.length()));
			return type(element.name() + ARRAY, false);
		}
		String known = SHORT_NAMES.getOrDefault(name, name);
		boolean standard = STANDARD.containsKey(known) || NUMBERS.containsKey(known)
				|| SHORT_NAMES.containsValue(known);
		return type(standard ? known : type.strip(), false).withComparable(!name.equals("json") && !name.equals("xml"));
	}

	/** The extension's type may be in any schema. */
	private static CatalogColumn.Type type(String name, boolean ignoresCase) {
		boolean citext = name.equals("citext") || name.endsWith(".citext");
		boolean padded = name.equals("bpchar");
		return new CatalogColumn.Type(name, STANDARD.get(name))
			.withEquality(new TextEquality(citext || ignoresCase, false, padded))
			.withPadded(padded)
			.withNumber(NUMBERS.get(name))
			.withSpelled(SPELLED_BY_DRIVER.contains(name) || name.endsWith(ARRAY));
	}

}
