package io.asyncorm.persistence;

import java.util.List;

import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.Parameterized;
import io.asyncorm.compiler.ValueExtractor;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.plan.OnConflict;
import io.asyncorm.plan.Operation.Change;
import org.jspecify.annotations.Nullable;

/**
 * Divides a write into its statement template and its values, so that a statement is
 * compiled once for all values.
 *
 * @since 0.1.0
 */
public final class ParameterizedWrites {

	private ParameterizedWrites() {
	}

	/** Divides a write. */
	public static Parameterized<Write> of(Write write, Extraction extraction) {
		ValueExtractor extractor = new ValueExtractor(extraction);
		Write template = switch (TenantWrites.own(write, extraction)) {
			case Write.Insert insert -> new Write.Insert(insert.model(), extract(insert.values(), extractor));
			case Write.InsertNew insert ->
				new Write.InsertNew(insert.model(), extract(insert.values(), extractor), insert.key());
			case Write.Link link -> new Write.Link(extract(link.owner(), extractor), extract(link.targets(), extractor),
					link.mirrored(), extract(link.values(), extractor), link.conflict());
			case Write.Update update -> new Write.Update(extractor.extract(update.rows()),
					extract(update.changes(), extractor), update.returning());
			// the arrays come first, as their numbers are those of the slots in the
			// changes
			case Write.InsertMany insert -> {
				List<Expression> arrays = insert.arrays().stream().map(extractor::extract).toList();
				Expression drawn = insert.drawn();
				yield new Write.InsertMany(insert.model(), insert.values(), arrays,
						(drawn != null) ? extractor.extract(drawn) : null, extract(insert.conflict(), extractor),
						insert.ordered(), insert.checked());
			}
			case Write.DrawKeys draw -> new Write.DrawKeys(draw.model(), extractor.extract(draw.rows()));
			case Write.Copy copy ->
				new Write.Copy(copy.model(), copy.values(), copy.arrays().stream().map(extractor::extract).toList());
			case Write.InsertRows insert -> new Write.InsertRows(insert.model(),
					insert.rows().stream().map((row) -> extract(row, extractor)).toList(),
					extract(insert.conflict(), extractor), insert.matched());
			// the arrays come first, as their numbers are those of the slots in the
			// changes
			case Write.UpdateMany update -> {
				List<Expression> arrays = update.arrays().stream().map(extractor::extract).toList();
				List<Change> matched = extract(update.matched(), extractor);
				yield new Write.UpdateMany(extractor.extract(update.rows()), update.changes(), arrays, matched,
						update.numbered());
			}
			case Write.UpsertMany upsert -> new Write.UpsertMany(upsert.model(), upsert.key(), upsert.insert(),
					upsert.changes(), upsert.arrays().stream().map(extractor::extract).toList());
			case Write.Delete delete -> new Write.Delete(extractor.extract(delete.rows()));
			case Write.Upsert upsert -> extract(upsert, extractor);
		};
		return new Parameterized<>(template, extractor.values());
	}

	/** Divides an upsert. */
	static Parameterized<Write.Upsert> ofUpsert(Write.Upsert upsert, Extraction extraction) {
		ValueExtractor extractor = new ValueExtractor(extraction);
		return new Parameterized<>(extract((Write.Upsert) TenantWrites.own(upsert, extraction), extractor),
				extractor.values());
	}

	private static Write.Upsert extract(Write.Upsert upsert, ValueExtractor extractor) {
		List<Change> changes = upsert.changes();
		return new Write.Upsert(extractor.extract(upsert.existing()),
				(changes != null) ? extract(changes, extractor) : null, extract(upsert.insert(), extractor),
				upsert.key());
	}

	private static @Nullable OnConflict extract(@Nullable OnConflict conflict, ValueExtractor extractor) {
		Change version = (conflict != null) ? conflict.version() : null;
		return (conflict == null || version == null) ? conflict
				: new OnConflict(conflict.unique(), conflict.updates(), extract(List.of(version), extractor).get(0));
	}

	private static List<Change> extract(List<Change> changes, ValueExtractor extractor) {
		return ExpressionAccess.each(changes, (change) -> extract(change, extractor));
	}

	private static Change extract(Change change, ValueExtractor extractor) {
		return new Change(change.field(), extractor.extract(change.value()));
	}

}
