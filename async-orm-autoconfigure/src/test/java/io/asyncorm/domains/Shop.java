package io.asyncorm.domains;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Model;
import io.asyncorm.repository.AsyncRepository;

import org.springframework.data.annotation.AccessType;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.ReadOnlyProperty;
import org.springframework.data.annotation.Transient;
import org.springframework.data.annotation.Version;
import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/** The aggregates of a shop as Spring Data JDBC stores them. */
final class Shop {

	private Shop() {
	}

	/** Its key is set after the insert, by a copy. */
	@Model
	@Table("customers")
	static class Customer {

		@Id
		private final Long id;

		private final String name;

		private LocalDate birthday;

		@CreatedDate
		private Instant joined;

		@LastModifiedDate
		private Instant changed;

		@Version
		private Long version;

		@Transient
		private int basket = 7;

		Customer(String name) {
			this(null, name);
		}

		@PersistenceCreator
		private Customer(Long id, String name) {
			this.id = id;
			this.name = name;
		}

		Long getId() {
			return this.id;
		}

		String getName() {
			return this.name;
		}

		LocalDate getBirthday() {
			return this.birthday;
		}

		void setBirthday(LocalDate birthday) {
			this.birthday = birthday;
		}

		Instant getJoined() {
			return this.joined;
		}

		Instant getChanged() {
			return this.changed;
		}

		Long getVersion() {
			return this.version;
		}

		int getBasket() {
			return this.basket;
		}

	}

	/** A constructor without the key, which a method with a copy sets. */
	@Model
	@Table("purchases")
	static class Purchase {

		@Id
		@Column("purchase_no")
		private final Long number;

		private final AggregateReference<Customer, Long> customer;

		private BigDecimal total;

		@ReadOnlyProperty
		private BigDecimal gross;

		Purchase(AggregateReference<Customer, Long> customer) {
			this(null, customer);
		}

		private Purchase(Long number, AggregateReference<Customer, Long> customer) {
			this.number = number;
			this.customer = customer;
		}

		@PersistenceCreator
		static Purchase of(AggregateReference<Customer, Long> customer) {
			return new Purchase(customer);
		}

		Purchase withNumber(Long number) {
			Purchase copy = new Purchase(number, this.customer);
			copy.total = this.total;
			copy.gross = this.gross;
			return copy;
		}

		Long getNumber() {
			return this.number;
		}

		AggregateReference<Customer, Long> getCustomer() {
			return this.customer;
		}

		BigDecimal getTotal() {
			return this.total;
		}

		void setTotal(BigDecimal total) {
			this.total = total;
		}

		BigDecimal getGross() {
			return this.gross;
		}

	}

	/** A static method makes it. */
	@Model
	static class Voucher {

		@Id
		@GeneratedKey
		private final UUID id;

		private final String code;

		private boolean used;

		private Voucher(UUID id, String code) {
			this.id = id;
			this.code = code;
		}

		@PersistenceCreator
		static Voucher of(UUID id, String code) {
			return new Voucher(id, code.toUpperCase(Locale.ROOT));
		}

		UUID getId() {
			return this.id;
		}

		String getCode() {
			return this.code;
		}

		boolean isUsed() {
			return this.used;
		}

	}

	/** Its properties are its getters and setters. */
	@Model
	@AccessType(AccessType.Type.PROPERTY)
	static class Product {

		private String sku;

		private String label;

		@Id
		String getSku() {
			return this.sku;
		}

		void setSku(String sku) {
			this.sku = sku;
		}

		String getTitle() {
			return this.label;
		}

		void setTitle(String title) {
			this.label = title;
		}

	}

	interface Customers extends AsyncRepository<Customer, Long> {

		CompletableFuture<Customer> acreate(String name, LocalDate birthday);

	}

	interface Purchases extends AsyncRepository<Purchase, Long> {

		CompletableFuture<List<Purchase>> alist(AggregateReference<Customer, Long> customer);

	}

	interface Vouchers extends AsyncRepository<Voucher, UUID> {

	}

	interface Products extends AsyncRepository<Product, String> {

	}

}
