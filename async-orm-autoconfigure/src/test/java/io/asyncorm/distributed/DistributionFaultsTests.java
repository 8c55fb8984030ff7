package io.asyncorm.distributed;

import java.util.List;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is refused at startup of models that are distributed by a tenant.
 */
class DistributionFaultsTests {

	@Test
	void aPropertyThatIsNotThereIsNamed() {
		assertFault("its distributedBy names 'tenent', which is no property of it with one column. Did you mean"
				+ " 'tenant'? Choices are: tenant, id", Misspelt.class);
	}

	@Test
	void thePrimaryKeyHasToBeginWithTheTenant() {
		assertFault("its primary key does not begin with 'tenant', by which it is distributed; write @PrimaryKey at"
				+ " 'tenant', before the other parts of the key", OutsideOfKey.class);
		assertFault("its primary key does not begin with 'tenant'", Last.class);
	}

	@Test
	void uniqueKeysHaveToHoldTheTenant() {
		assertFault(
				"its unique key over [sku] lacks 'tenant', by which it is distributed, so that the database could not"
						+ " keep it unique across tenants; write @Model(uniqueTogether = @UniqueTogether({ \"tenant\", \"sku\""
						+ " })) in its place",
				UniqueAlone.class);
		assertFault("its unique key over [name, sku] lacks 'tenant'", UniqueSome.class);
		assertFault("its unique key over [country] lacks 'tenant'", OneOfAll.class, Country.class);
	}

	@Test
	void whatRefersToRowsOfTenantsBelongsToOne() {
		assertFault(
				"property 'item': it refers to a 'Item', which belongs to a tenant, but a 'Remark' belongs to none;"
						+ " write @Model(distributedBy = \"tenant\") there, too, and give it that property",
				Item.class, Remark.class);
	}

	@Test
	void allTenantsAreOfOneType() {
		assertFault("property 'owner': rows are distributed by it, and those of 'Item' by a Long; declare a Long here,"
				+ " too", Item.class, OfText.class);
	}

	@Test
	void nothingElseGivesTheTenantAValue() {
		assertFault("property 'tenant': rows are distributed by it, so that it is the current tenant's and no other's;"
				+ " remove what gives it another value", Defaulted.class);
	}

	@Test
	void theDatabaseMustNotSetTheTenantToNull() {
		assertFault("property 'item': its onDelete would set all of its columns, and so the tenant of the row; choose"
				+ " SET_NULL", Item.class, SetNull.class);
	}

	@Test
	void theDatabaseMustNotCarryOutWhatBecomesOfAllTenantsRows() {
		String fault = "property 'country': its onDelete is carried out by the database, which does so in the rows of all"
				+ " tenants; choose CASCADE, SET_NULL or PROTECT";

		assertFault(fault, Country.class, CascadedByDatabase.class);
		assertFault(fault, Country.class, SetNullByDatabase.class);
	}

	@Test
	void theDatabaseMayDeleteTheRowsOfATenantWithIt() {
		ModelRegistry models = ModelRegistry.of(List.of(Country.class, OfCountry.class));

		assertThat(models.models()).hasSize(2);
	}

	@Test
	void partitionsNeedATenant() {
		assertFault("it has partitions, but nothing says whose rows are in which; write distributedBy = \"tenant\"",
				Partitioned.class);
		assertFault("its partitions are -1; give how many there are, or 0 for none", Negative.class);
	}

	@Test
	void columnsOfForeignKeysAreNamedWithoutTheTenants() {
		assertFault("property 'item': its columns are 2, but the key of 'Item' has 1 besides the tenant's; name one for"
				+ " each", Item.class, Named.class);
	}

	private static void assertFault(String fault, Class<?>... models) {
		assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> ModelRegistry.of(List.of(models)))
			.withMessageContaining(fault);
	}

	@Model(distributedBy = "tenent")
	record Misspelt(@PrimaryKey Long tenant, @PrimaryKey Long id) {
	}

	@Model(distributedBy = "tenant")
	record OutsideOfKey(@Nullable Long id, Long tenant) {
	}

	@Model(distributedBy = "tenant")
	record Last(@PrimaryKey Long id, @PrimaryKey Long tenant) {
	}

	@Model(distributedBy = "tenant")
	record UniqueAlone(@PrimaryKey Long tenant, @PrimaryKey Long id, @Column(unique = true) String sku) {
	}

	@Model(distributedBy = "tenant", uniqueTogether = @UniqueTogether(value = { "name", "sku" }, where = "sku > 'a'"))
	record UniqueSome(@PrimaryKey Long tenant, @PrimaryKey Long id, String name, String sku) {
	}

	@Model
	record Country(@Nullable Long id) {
	}

	@Model(distributedBy = "tenant")
	record OneOfAll(@PrimaryKey Long tenant, @PrimaryKey Long id,
			@OneToOne(onDelete = OnDelete.CASCADE) Ref<Country> country) {
	}

	@Model(distributedBy = "tenant")
	record Item(@PrimaryKey Long tenant, @PrimaryKey @GeneratedKey @Nullable Long id) {
	}

	@Model
	record Remark(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Item> item) {
	}

	@Model(distributedBy = "owner")
	record OfText(@PrimaryKey @Column(length = 20) String owner, @PrimaryKey Long id) {
	}

	@Model(distributedBy = "tenant")
	record Defaulted(@PrimaryKey @DefaultValue("1") Long tenant, @PrimaryKey Long id) {
	}

	@Model(distributedBy = "tenant")
	record SetNull(@PrimaryKey Long tenant, @PrimaryKey Long id,
			@ForeignKey(onDelete = OnDelete.DB_SET_NULL) @Nullable Ref<Item> item) {
	}

	@Model(distributedBy = "tenant")
	record CascadedByDatabase(@PrimaryKey Long tenant, @PrimaryKey Long id,
			@ForeignKey(onDelete = OnDelete.DB_CASCADE) Ref<Country> country) {
	}

	@Model(distributedBy = "tenant")
	record SetNullByDatabase(@PrimaryKey Long tenant, @PrimaryKey Long id,
			@ForeignKey(onDelete = OnDelete.DB_SET_NULL) @Nullable Ref<Country> country) {
	}

	@Model(distributedBy = "country")
	record OfCountry(@PrimaryKey @ForeignKey(onDelete = OnDelete.DB_CASCADE) Ref<Country> country,
			@PrimaryKey Long id) {
	}

	@Model(partitions = 4)
	record Partitioned(@Nullable Long id) {
	}

	@Model(distributedBy = "tenant", partitions = -1)
	record Negative(@PrimaryKey Long tenant, @PrimaryKey Long id) {
	}

	@Model(distributedBy = "tenant")
	record Named(@PrimaryKey Long tenant, @PrimaryKey Long id, @ForeignKey(onDelete = OnDelete.CASCADE, columns = {
			"a", "b" }) Ref<Item> item){
	}

}
