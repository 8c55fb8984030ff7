package io.asyncorm.deadlocks;

import java.util.List;

import io.asyncorm.deadlocks.PlantedDeadlock.Side;
import io.asyncorm.query.Ref;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;

/**
 * The statements of the planted deadlocks, each in a method of its own by which a report
 * is known to name the right line.
 */
record Planted(Accounts accounts, Transfers transfers, long one, long two) {

	PlantedDeadlock rows() {
		return new PlantedDeadlock(new Side("firstRow", this::firstRow, "thenSecondRow", this::thenSecondRow),
				new Side("secondRow", this::secondRow, "thenFirstRow", this::thenFirstRow));
	}

	PlantedDeadlock tables() {
		return new PlantedDeadlock(new Side("account", this::account, "thenTransfer", this::thenTransfer),
				new Side("transfer", this::transfer, "thenAccount", this::thenAccount));
	}

	PlantedDeadlock bulk() {
		return new PlantedDeadlock(new Side("up", () -> {
		}, "up", this::up), new Side("down", () -> {
		}, "down", this::down));
	}

	PlantedDeadlock upgrade() {
		return new PlantedDeadlock(new Side("share", this::share, "change", this::change),
				new Side("shareToo", this::shareToo, "changeToo", this::changeToo));
	}

	/** Foreign keys are checked at the commit, unless the table was made otherwise. */
	PlantedDeadlock references() {
		return new PlantedDeadlock(new Side("lockParent", this::lockParent, "refer", this::refer),
				new Side("lockParentToo", this::lockParentToo, "referToo", this::referToo));
	}

	PlantedDeadlock uniqueKeys() {
		return new PlantedDeadlock(new Side("insertAnn", this::insertAnn, "thenInsertBob", this::thenInsertBob),
				new Side("insertBob", this::insertBob, "thenInsertAnn", this::thenInsertAnn));
	}

	/** What has no part in a deadlock, but is sent in the same transactions. */
	PlantedDeadlock among(PlantedDeadlock deadlock) {
		return new PlantedDeadlock(among(deadlock.first()), among(deadlock.second()));
	}

	private Side among(Side side) {
		return new Side(side.locks(), () -> {
			read();
			side.locking().run();
			read();
		}, side.waits(), side.waiting());
	}

	/** The one that gets its lock goes on at once. */
	PlantedDeadlock goingOn(PlantedDeadlock deadlock) {
		return new PlantedDeadlock(goingOn(deadlock.first()), goingOn(deadlock.second()));
	}

	private Side goingOn(Side side) {
		return new Side(side.locks(), side.locking(), side.waits(), () -> {
			side.waiting().run();
			goOn();
		});
	}

	void goOn() {
		for (int i = 0; i < 5; i++) {
			await(this.accounts.acreate(kw("owner", "new " + Thread.currentThread() + i, "balance", i)));
		}
	}

	void read() {
		await(this.accounts.filter("pk", this.one).alist());
	}

	void slow() {
		await(this.accounts.alistSlow());
	}

	void change(long row) {
		await(this.accounts.filter("pk", row).aupdate(kw("balance", 1)));
	}

	void thenChange(long row) {
		await(this.accounts.filter("pk", row).aupdate(kw("balance", 1)));
	}

	void firstRow() {
		await(this.accounts.filter("pk", this.one).aupdate(kw("balance", 1)));
	}

	void thenSecondRow() {
		await(this.accounts.filter("pk", this.two).aupdate(kw("balance", 1)));
	}

	void secondRow() {
		await(this.accounts.filter("pk", this.two).aupdate(kw("balance", 2)));
	}

	void thenFirstRow() {
		await(this.accounts.filter("pk", this.one).aupdate(kw("balance", 2)));
	}

	void account() {
		await(this.accounts.filter("pk", this.one).selectForUpdate().aget());
	}

	void thenTransfer() {
		await(this.transfers.filter("account", this.two).aupdate(set(Transfer::amount).to(1L)));
	}

	void transfer() {
		await(this.transfers.filter("account", this.two).adelete());
	}

	void thenAccount() {
		await(this.accounts.filter("pk", this.one).aupdate(kw("balance", 2)));
	}

	void delete() {
		await(this.accounts.filter("pk", this.one).adelete());
	}

	void up() {
		await(this.accounts.aupdateUp(this.one));
	}

	void down() {
		await(this.accounts.aupdateDown(this.one));
	}

	void share() {
		await(this.accounts.alistShared(this.one));
	}

	void change() {
		await(this.accounts.filter("pk", this.one).aupdate(kw("balance", 1)));
	}

	void shareToo() {
		await(this.accounts.alistShared(this.one));
	}

	void changeToo() {
		await(this.accounts.filter("pk", this.one).aupdate(kw("balance", 2)));
	}

	void lockParent() {
		await(this.accounts.alistLocked(this.one));
	}

	void refer() {
		await(this.transfers.acreate(new Transfer(null, 1, Ref.of(Account.class, this.two))));
	}

	void lockParentToo() {
		await(this.accounts.alistLocked(this.two));
	}

	void referToo() {
		await(this.transfers.abulkCreate(List.of(new Transfer(null, 1, Ref.of(Account.class, this.one)))));
	}

	void insertAnn() {
		await(this.accounts.acreate(kw("owner", "Zoe 1", "balance", 1)));
	}

	void thenInsertBob() {
		await(this.accounts.acreate(kw("owner", "Zoe 2", "balance", 1)));
	}

	void insertBob() {
		await(this.accounts.acreate(kw("owner", "Zoe 2", "balance", 2)));
	}

	void thenInsertAnn() {
		await(this.accounts.acreate(kw("owner", "Zoe 1", "balance", 2)));
	}

}
