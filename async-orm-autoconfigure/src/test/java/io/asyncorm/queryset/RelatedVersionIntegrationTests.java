package io.asyncorm.queryset;

import java.util.List;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.Version;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Replaced;
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
 * What becomes of a {@link Version} when related managers set foreign keys.
 */
@ParameterizedClass
@EnumSource
class RelatedVersionIntegrationTests {

	private final WritingShop shop;

	private final Banks banks;

	private final Branches branches;

	RelatedVersionIntegrationTests(TestDatabase database) {
		this.shop = new WritingShop(database, Bank.class, Branch.class);
		this.banks = this.shop.repository(Banks.class);
		this.branches = this.shop.repository(Branches.class);
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void relatingObjectsCountsTheirVersionsUp() {
		Bank bank = await(this.banks.acreate(new Bank(null, "first", null)));
		Branch branch = await(this.branches.acreate(new Branch(null, null, 0)));

		await(bank.branches().aadd(branch));
		Branch added = await(this.branches.aget(branch.id()));
		await(bank.branches().aset(List.of()));
		Branch removed = await(this.branches.aget(branch.id()));

		assertThat(added).isEqualTo(new Branch(branch.id(), Ref.to(bank), 2));
		assertThat(removed).isEqualTo(new Branch(branch.id(), null, 3));
	}

	@Test
	void whatIsRelatedAlreadyKeepsItsVersion() {
		Bank bank = await(this.banks.acreate(new Bank(null, "first", null)));
		Branch there = await(this.branches.acreate(new Branch(null, Ref.to(bank), 0)));
		Branch other = await(this.branches.acreate(new Branch(null, null, 0)));

		assertThat(await(bank.branches().aadd(there, other))).isEqualTo(1);
		assertThat(await(bank.branches().aadd(there))).isZero();
		assertThat(await(bank.branches().aset(List.of(there, other)))).isEqualTo(new Replaced(0, 0));

		assertThat(await(this.branches.orderBy("pk").alist())).containsExactly(new Branch(there.id(), Ref.to(bank), 1),
				new Branch(other.id(), Ref.to(bank), 2));
	}

	@Model
	record Bank(@Nullable Long id, String name, @Nullable Many<Branch> branches) {
	}

	@Model
	record Branch(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "branches") @Nullable Ref<Bank> bank,
			@Version long version) {
	}

	interface Banks extends AsyncRepository<Bank, Long> {

	}

	interface Branches extends AsyncRepository<Branch, Long> {

	}

}
