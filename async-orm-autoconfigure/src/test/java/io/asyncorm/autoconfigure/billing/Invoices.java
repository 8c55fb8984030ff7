package io.asyncorm.autoconfigure.billing;

import io.asyncorm.repository.AsyncRepository;

public interface Invoices extends AsyncRepository<Invoice, Long> {

}
