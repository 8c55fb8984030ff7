package io.asyncorm.jdbc;

import io.asyncorm.expression.SearchFunctions;
import io.asyncorm.expression.SearchType;
import io.asyncorm.jdbc.OwnTypeModels.Searched;
import io.asyncorm.model.TsVector;
import io.asyncorm.query.QuerySet;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be searched for words: written by hand, and as the database computes it.
 */
final class TypeSearches {

	private TypeSearches() {
	}

	static void check(TypeDatabase types, TypeCell written) {
		written.store();
		types.writes(Searched.class).create(kw("text", "A cat, b dogs")).join();
		QuerySet<Searched> found = types.all(Searched.class)
			.filter("vector", SearchFunctions.searchQuery("a b", SearchType.PLAIN).config("simple"));
		Searched computed = found.aget().join();

		assertThat(written.rows()
			.filter("vector", SearchFunctions.searchQuery("a b", SearchType.PLAIN).config("simple"))
			.alist()
			.join()).extracting(written::property).containsExactly(written.row().greatest());
		assertThat(computed.vector()).isEqualTo(new TsVector("'a':1 'b':3 'cat':2 'dogs':4"));
		types.all(Searched.class).aupdate(kw("text", "c")).join();
		assertThat(found.aexists().join()).isFalse();
		assertThat(types.writes(Searched.class).save(computed).join()).isEqualTo(computed);
	}

}
