package io.asyncorm.queryset;

import java.util.concurrent.atomic.AtomicInteger;

import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Column;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.Model;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Saving an object, which updates its row or inserts it, works its values out once.
 */
@ParameterizedClass
@EnumSource
class SavedValuesIntegrationTests {

	private final CodeConverter converter = new CodeConverter();

	private final WritingShop shop;

	private final Parcels parcels;

	SavedValuesIntegrationTests(TestDatabase database) {
		this.shop = new WritingShop(database, (builder) -> builder.models(Parcel.class).converters(this.converter));
		this.parcels = this.shop.repository(Parcels.class);
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void theValuesOfAnUpdateServeTheInsert() {
		Parcel inserted = await(this.parcels.asave(new Parcel(7L, new Code("a"), "north")));
		assertThat(this.converter.conversions).hasValue(1);
		Parcel updated = await(this.parcels.asave(new Parcel(7L, new Code("b"), "south")));

		assertThat(this.converter.conversions).hasValue(2);
		assertThat(inserted).isEqualTo(new Parcel(7L, new Code("a"), "north"));
		assertThat(updated).isEqualTo(new Parcel(7L, new Code("b"), "south"));
		assertThat(await(this.parcels.alist())).containsExactly(updated);
	}

	@Test
	void anInsertLeavesToTheDatabaseWhatAnUpdateSetsToNull() {
		assertThat(await(this.parcels.asave(new Parcel(7L, new Code("a"), null))).place()).isEqualTo("depot");
		assertThat(await(this.parcels.asave(new Parcel(7L, new Code("a"), null))).place()).isNull();
	}

	interface Parcels extends AsyncRepository<Parcel, Long> {

	}

	@Model
	record Parcel(@Nullable Long id, @Column(length = 9) Code code,
			@Column(length = 9) @DatabaseDefault("'depot'") @Nullable String place) {
	}

	record Code(String value) {
	}

	static final class CodeConverter implements AttributeConverter<Code, String> {

		private final AtomicInteger conversions = new AtomicInteger();

		@Override
		public String toColumn(Code code) {
			this.conversions.incrementAndGet();
			return code.value();
		}

		@Override
		public Code fromColumn(String column) {
			return new Code(column);
		}

	}

}
